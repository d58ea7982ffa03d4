const callbackUrl = "https://verify.nordlicht.example/api/providers/019b0000-0000-7000-8000-00000000000a/results";

/** The messages that the document about external providers shows. */
export const externalExamples = {
  request: {
    type: "verification.requested" as const,
    timestamp: "2025-11-26T09:40:00.000Z",
    data: {
      verificationId: "019b0000-0000-7000-8000-000000000001",
      reference: "pV0mXyq3J1eTRkZ2nS7dUu4c9bWwLh8aGfKxOiQtE5Y",
      organizationName: "Nordlicht Systemhaus",
      requester: { name: "Zoë Škvorecká", email: "zoe.skvorecka@kanzlei.example" },
      language: "en",
      returnUrl:
        "https://verify.nordlicht.example/api/providers/019b0000-0000-7000-8000-00000000000a/return?check=019b0000-0000-7000-8000-00000000000c&key=7yQd…",
      callbackUrl,
      expiresAt: "2025-11-26T10:40:00.000Z",
    },
  },
  answer: { url: "https://check.proof.example/s/3f9a2c" },
  result: {
    type: "verification.result" as const,
    timestamp: "2025-11-26T09:44:12.000Z",
    data: {
      reference: "pV0mXyq3J1eTRkZ2nS7dUu4c9bWwLh8aGfKxOiQtE5Y",
      result: "passed" as const,
      receipt: "PC-4711",
      method: "ID document and face",
      checked: { name: "Zoe Skvorecka", email: "zoe.skvorecka@kanzlei.example" },
    },
  },
  reply: { counted: true, why: null },
  test: {
    type: "provider.test" as const,
    timestamp: "2025-11-26T09:30:00.000Z",
    data: { organizationName: "Nordlicht Systemhaus", callbackUrl },
  },
};
