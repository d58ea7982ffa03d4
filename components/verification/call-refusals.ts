/** Why a call-back is not taken: what happened, then what to do. */
export const callRefusals = {
  "verification.person_needed": "A call is made by a person who is signed in.",
  "verification.own_verification": "This is you. Ask a colleague to call: nobody confirms themself.",
  "verification.method_not_offered": "The number cannot be called for this verification any more. The page shows how it stands.",
  "verification.number_not_shown": "Show the number again, then call it: it was shown to somebody else, or more than half an hour ago.",
  "verification.call_too_short": "That was too fast for a call. Call the number, then say what came of it.",
  "verification.other_number": "These are not the last digits of the number on file. Call the number that is shown here, and no other.",
  "verification.no_codes_left": "The methods of this ticket are used up for now. Wait an hour.",
} as const;
