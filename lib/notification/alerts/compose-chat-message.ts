import type { AlertText } from "./compose-alert.ts";

// Bodies for incoming webhooks. Names in an alert were typed by people or come from Autotask, so none may become a mention,
// a link or a format: they stand only where neither chat reads markup, and are escaped for it all the same.

const slackEntities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** The three characters that begin a mention or a link. https://docs.slack.dev/messaging/formatting-message-text */
const slackText = (text: string) => text.replace(/[&<>]/g, (character) => slackEntities[character] ?? "");

const plain = (text: string, max: number) => ({ type: "plain_text", text: cut(slackText(text), max), emoji: false });

/**
 * For Slack: `text` is what notifications show, the blocks are the message. Only our own link is mrkdwn.
 * https://docs.slack.dev/reference/block-kit/blocks: 150 characters in a header, 3000 in a section.
 */
export function composeSlackMessage({ title, paragraphs, facts, link, organizationName }: AlertText) {
  const details = facts.map(([term, value]) => `${term}: ${value}`).join("\n");
  return {
    text: slackText(`${title} (${organizationName})`),
    // The text above is foreign in part: nothing in it is to be read as markup or made a link.
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: "header", text: plain(title, 150) },
      { type: "section", text: plain(details, 3_000) },
      { type: "section", text: plain(paragraphs.join("\n\n"), 3_000) },
      { type: "section", text: { type: "mrkdwn", text: `<${slackText(link.url)}|${slackText(link.label)}>`, verbatim: true } },
      { type: "context", elements: [plain(organizationName, 2_000)] },
    ],
  };
}

/**
 * For Teams: what the workflow of "When a Teams webhook request is received" posts, a message with one Adaptive Card
 * (https://learn.microsoft.com/connectors/teams/#microsoft-teams-webhook). Texts are runs of rich text blocks, which read no
 * markdown; TextBlock and Fact do (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format).
 */
export function composeTeamsMessage({ title, paragraphs, facts, link, organizationName, tone }: AlertText) {
  const colour = { trouble: "Warning", good: "Good", neutral: "Default" }[tone];
  const block = (inlines: readonly object[], spacing: "Medium" | "Small" | "Default" = "Default") => ({
    type: "RichTextBlock",
    spacing,
    inlines,
  });
  const run = (text: string, style: object = {}) => ({ type: "TextRun", text, ...style });
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [
            block([run(title, { size: "Large", weight: "Bolder", color: colour })]),
            ...facts.map(([term, value]) => block([run(`${term}: `, { isSubtle: true }), run(value)], "Small")),
            ...paragraphs.map((paragraph) => block([run(paragraph)], "Medium")),
            block([run(organizationName, { isSubtle: true, size: "Small" })], "Medium"),
          ],
          actions: [{ type: "Action.OpenUrl", title: link.label, url: link.url }],
        },
      },
    ],
  };
}

/** Never in the middle of an entity. */
function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/&[a-z]*$/, "")}…`;
}
