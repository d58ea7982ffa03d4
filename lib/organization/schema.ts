import { z } from "zod";

/** How an e-mail address is stored and compared. */
export function normalizeEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}

const words = (label: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, `Enter ${label}.`)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, "Remove the control characters.");

export const emailSchema = z
  .string()
  .transform(normalizeEmail)
  .pipe(z.email("Enter a whole e-mail address, such as name@company.example.").max(254, "Use at most 254 characters."));

export const signInSchema = z.strictObject({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254, "Use at most 254 characters."),
  password: z.string().min(1, "Enter your password.").max(1024, "Use at most 256 characters."),
});

/** The length is checked here for the form's sake; every rule is checked by the use case. */
export const newPasswordSchema = z
  .string()
  .refine((text) => [...text.normalize("NFKC")].length >= 15, "Use at least 15 characters. A few words make a good one.")
  .refine((text) => [...text.normalize("NFKC")].length <= 256, "Use at most 256 characters.");

export const ownerSchema = z.strictObject({
  name: words("your name", 100),
  organizationName: words("the name of your organization", 100),
  email: emailSchema,
  password: newPasswordSchema,
});
export type OwnerInput = z.infer<typeof ownerSchema>;

export const setupSchema = ownerSchema.extend({ token: z.string().max(100) });
export type SetupInput = z.infer<typeof setupSchema>;
