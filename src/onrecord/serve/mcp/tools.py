"""The tools: what each is called, what it says of itself, what it takes and gives, and running one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.errors import NotAPageError, OnRecordError, SeveralError, UsageError
from onrecord.serve.mcp import articles, asked, counts, sayings, stands, stories, things
from onrecord.serve.mcp.answer import Answer
from onrecord.serve.mcp.door import THE_TEXT, Door
from onrecord.serve.mcp.quoting import NOTICE, plain, quoted
from onrecord.serve.mcp.schemas import question_schema_of, schema_of


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool.

    Args:
        says: what it does and when it is the one to take, for agents.
        takes: what it is asked with; ``gives`` what it answers with.
        do: answers.
        reaches_out: whether it may ask other machines.
    """

    name: str
    title: str
    says: str
    takes: type[msgspec.Struct]
    gives: type[Answer]
    do: Callable[[Door, Any], Answer]
    reaches_out: bool = False

    def run(self, door: Door, arguments: Mapping[str, Any]) -> Answer:
        """Answer a call.

        Raises:
            OnRecordError: it cannot be answered; the message says what to do.
        """
        given = {name: value for name, value in arguments.items() if value not in (None, "")}
        try:
            question = msgspec.convert(given, self.takes, strict=False)
        except msgspec.ValidationError as error:
            raise UsageError(f"{self.name}: {error}; it takes {', '.join(self.takes.__struct_fields__)}") from error
        return self.do(door, question)

    def input_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what it takes."""
        return question_schema_of(self.takes)

    def output_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what it gives."""
        schema = schema_of(self.gives)
        notice = {"type": "string", "const": NOTICE}
        schema["properties"] = {"notice": notice, **schema["properties"]}
        schema["required"] = ["notice", *schema.get("required", ())]
        return schema


TOOLS = (
    Tool(
        "search_statements",
        "Who said what",
        "Find statements in the news: who said what, to whom, through whom, when, in which words. Filter by words, "
        "speaker (by), hearer (to), act, mode (deny, decline, ask), story, outlet and days; by words the best match "
        "comes first, unless order says otherwise. Each statement comes with "
        "the exact words, their place in the article and a link to them. Use it to find what somebody said of "
        "something; use who_said_first to check one quotation.",
        asked.StatementsAsked,
        sayings.Statements,
        sayings.search_statements,
    ),
    Tool(
        "search_figures",
        "Search figures",
        "Find numbers that tell facts (money, votes, percentages, people killed or moved …) by words, source, measure, "
        "place and amount, each with its bound and on whose word it stands. For how a count of people moved over time "
        "use get_tally.",
        asked.FiguresAsked,
        things.Figures,
        things.search_figures,
    ),
    Tool(
        "search_encounters",
        "Who met",
        "Find meetings, visits, calls, talks, conferences and hearings by who takes part, words and place, with their "
        "days and whether they were held, planned or cancelled.",
        asked.EncountersAsked,
        things.Encounters,
        things.search_encounters,
    ),
    Tool(
        "search_articles",
        "Search articles",
        "Find articles by words of their titles and texts, with a passage that shows the words, and counts by outlet, "
        "month and story. Use it when you do not yet know the story or the people.",
        asked.ArticlesAsked,
        articles.Articles,
        articles.search_articles,
    ),
    Tool(
        "list_stories",
        "List stories",
        "List stories (articles of one course of events), those that moved last first; or find them by words, by an "
        "actor they name, by outlet. Gives the story's number that get_story, get_timeline, get_positions, "
        "get_checks, get_background and get_tally take.",
        asked.StoriesAsked,
        stories.Stories,
        stories.list_stories,
    ),
    Tool(
        "get_story",
        "A story at a glance",
        "One story at a glance, now or as of a day: summary in quotes, what is known, where the parties stand, key "
        "events, what to check, who tells it. Start here when asked about a story.",
        asked.StoryAsked,
        stories.StoryAtAGlance,
        stories.get_story,
    ),
    Tool(
        "get_timeline",
        "Timeline of a story",
        "What was said, who met and what was counted in a story, by day, each thing once with how many articles and "
        "how many independent reports tell it. key_only gives the few that matter most.",
        asked.TimelineAsked,
        stories.Events,
        stories.get_timeline,
    ),
    Tool(
        "get_positions",
        "Where the parties stand",
        "Where each party of a story stands on each issue, as of any day, with the words that show it; history adds "
        "how that came (reiterated, shifted, reversed).",
        asked.PositionsAsked,
        stands.PartyStands,
        stands.get_positions,
    ),
    Tool(
        "get_tally",
        "How a count moved",
        "How a count of people moved (killed, injured, missing, hostages, detained, displaced): one series for each "
        "source and place, each value with its bound (at least, about), its day, revisions and citations, and flags "
        "for jumps, falls, revisions and sources that differ. Give a story or a place: without both, counts of "
        "unrelated events stand together. Say the bound and the source when you report a value; never average sources.",
        asked.TallyAsked,
        counts.Counts,
        counts.get_tally,
    ),
    Tool(
        "who_said_first",
        "Who printed a quotation first",
        "Check a quotation: who said it, who printed it first, who copied or paraphrased it, how the wording drifted. "
        "The quotation may be a piece or a little off. Nothing found is no proof that it was not said.",
        asked.FirstAsked,
        sayings.First,
        sayings.who_said_first,
    ),
    Tool(
        "get_checks",
        "What does not fit",
        "Contradictions in a story: counts that exclude each other, denials of what another said, one actor on both "
        "sides; and what hangs by one thread: words known through one relay alone, many articles that copy one "
        "report. Look here before you state something as fact.",
        asked.ChecksAsked,
        stories.Checks,
        stories.get_checks,
    ),
    Tool(
        "get_actor",
        "One actor",
        "A person, organisation or state: what it says and of what, to whom and through whom, where it stands on "
        "each issue, its latest statements. A name that several have is refused with a list; ask again by number.",
        asked.ActorAsked,
        sayings.ActorProfile,
        sayings.get_actor,
    ),
    Tool(
        "find_actors",
        "Find actors",
        "Find people, organisations and states by a piece of their names, with their numbers; or list those who say "
        "most. Use it when a name was refused as ambiguous or unknown.",
        asked.ActorsAsked,
        sayings.Actors,
        sayings.find_actors,
    ),
    Tool(
        "get_background",
        "Background paragraph",
        "The paragraph of background of a story, now or as of a day, made of articles' own quotes and figures, clause "
        "by clause with citations; also as Markdown with links.",
        asked.StoryAsked,
        stories.Background,
        stories.get_background,
    ),
    Tool(
        "get_article",
        "One article and its record",
        "One article of the store by number or URL, as it stood on any day: what it is, a stretch of its text, and "
        "what was read in it: statements, figures, encounters, positions, actors or dates (part). Use text_from to "
        "read on.",
        asked.ArticleAsked,
        articles.ArticleShown,
        articles.get_article,
    ),
    Tool(
        "get_revisions",
        "What changed in an article",
        "The texts that stood at an article's address one after the other, what changed from one to the next "
        "(statements, figures, paragraphs), and corrections that it declares.",
        asked.RevisionsAsked,
        articles.Revisions,
        articles.get_revisions,
    ),
    Tool(
        "read_page",
        "Read a page now",
        "Read a news page that need not be in the store: a url that is fetched (politely, from public addresses "
        "alone), or a text that is given. Gives what get_article gives. Nothing is kept.",
        asked.PageAsked,
        articles.ArticleShown,
        articles.read_page,
        reaches_out=True,
    ),
)
BY_NAME = {tool.name: tool for tool in TOOLS}

# What the store's messages name in the words of the command line, in those of the tools.
_COMMANDS = {
    "stories": "list_stories",
    "search": "search_articles",
    "actors": "find_actors",
}
_COMMAND = re.compile(r"`onrecord (stories|search|actors)(?: [^`]{0,200})?`")
_SEVERAL = 8  # actors of one name that are listed
_LOCAL = re.compile(r"; use --allow-local if you mean it$")


def told(error: OnRecordError) -> str:
    """Return an error as an agent reads it: what happened and what to do, in one bounded line."""
    if isinstance(error, SeveralError):
        shown = "; ".join(f"{number} {quoted(name)} ({kind})" for number, name, kind in error.several[:_SEVERAL])
        return f"{error.asked!r} may be {shown}; ask by the number, those who say most stand first"
    message = _COMMAND.sub(lambda found: _COMMANDS[found[1]], str(error))
    message = _LOCAL.sub("; give the page itself as text", message)
    if isinstance(error, NotAPageError) and error.page != THE_TEXT:
        message += ", or give its words as text"
    return plain(message)
