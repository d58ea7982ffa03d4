/** What can be added straight after a strong pass. */
export const enrolment = {
  enrol: {
    title: "Quicker and safer next time",
    lead: (until: string) => `Until ${until} you can add something that proves it is you. We tell you by e-mail when it is done.`,
    addApp: "Add an authenticator app",
    addPasskey: "Add a passkey",
    /** In place of the lead and the buttons. */
    needsApprover: (organization: string) =>
      `Something you had added before was reported lost. Until an approver of your company has confirmed you, nothing new can be added here. Ask ${organization} for it.`,
    cancelled: "That was cancelled, or this device has a passkey of yours already. Nothing was added.",
    noScript: "Adding a passkey needs JavaScript, which is off in this browser.",
    said: {
      app_added: "Your authenticator app is added.",
      passkey_added: "Your passkey is added.",
      refused: "Nothing was added: it took too long, or it is there already.",
      wrong: "That is not the code that the app shows. Check the clock of your phone, then enter the newest code.",
      unreadable: "A code has six digits. Enter the six digits that the app shows now.",
    },
    app: {
      title: "Add an authenticator app",
      lead: "Scan this with an authenticator app, such as the one of Microsoft or Google.",
      picture: "QR code with the key for your authenticator app",
      key: "Cannot scan? Type this key into the app",
      open: "On this phone? Open your app",
      code: "Then enter the six digits that the app shows",
      confirm: "Add the app",
      back: "Go back, add nothing",
    },
  },
};
