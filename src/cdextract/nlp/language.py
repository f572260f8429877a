"""A spaCy `Language` that finds figures: the tokenizer, and `load`.

Tokens are underthesea's words, cut where a mention or a figure begins or ends and at every digit and sign, so that all
spans lie on token borders ("10/8 CĐCS" is one word to underthesea). `doc.text` is the text given, whatever its spaces
and combining marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.util import DummyTokenizer, registry

from cdextract.nlp.doc_articles import plain_article, reading_of
from cdextract.nlp.own_patterns import KeepsPatterns, OwnPatterns, using_patterns
from cdextract.reading import Reading
from cdextract.rules.compiled import compile_rule
from cdextract.words.segmentation import words
from cdextract.words.tokens import syllable_spans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

TOKENIZER = "cdextract.Tokenizer.v1"
_WORD = compile_rule(r"[\p{L}\p{M}]+(?: [\p{L}\p{M}]+)*")
_SURROGATE = compile_rule(r"[\ud800-\udfff]")

Spans = list[tuple[int, int]]


def load(*, patterns: str | None = None) -> Language:
    """A `Language` with our tokenizer and the components of `cdextract.nlp.components`, in order.

    `patterns` is the user's folder of rules; it is kept in the configuration. Raises `UsageError` where there is no
    such folder.

    >>> doc = load()("Năm 2024, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%).")
    >>> [(span.text, span._.figure.base) for span in doc.spans["figures"]]
    [('thành lập 10/8 CĐCS (đạt 125%)', Decimal('8'))]
    """
    import spacy

    with using_patterns(patterns):
        pass  # a folder that is not there is told now, not at the first article
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER, "patterns": patterns}}})
    for name in ("cdextract_sentences", "cdextract_mentions", "cdextract_figures"):
        nlp.add_pipe(name, config={"patterns": patterns})
    return nlp


class Tokenizer(KeepsPatterns, DummyTokenizer):
    """Text → `Doc`. Half character pairs (lone surrogates), which spaCy cannot hold, become U+FFFD."""

    def __init__(self, vocab: Vocab, patterns: str | None = None) -> None:
        self.vocab = vocab
        self.patterns = OwnPatterns(patterns)

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        text = _SURROGATE.sub("\ufffd", text)
        with self.patterns.in_use():
            spans = token_spans(text)
        words, spaces = _words_and_spaces(text, spans)
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def create_tokenizer(patterns: str | None = None) -> Callable[[Language], Tokenizer]:
    """What a spaCy configuration names under `[nlp.tokenizer]`."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab, patterns)

    return create


def token_spans(text: str) -> Spans:
    """Offsets of the tokens of a text, without what stands between them (spaces, invisible characters).

    >>> text = "Công đoàn cơ sở: 10/8 CĐCS"
    >>> [text[start:end] for start, end in token_spans(text)]
    ['Công đoàn', 'cơ sở', ':', '10', '/', '8', 'CĐCS']
    """
    read = reading_of(plain_article(text))
    borders = sorted(_borders(read))
    found: Spans = []
    at = 0
    for start, end in _cut(read.text.norm, _words(read), borders):
        first, last = read.text.span(start, end)
        first = max(first, at)  # two characters of the normalised text may stand for one
        if first < last:
            found.append((first, last))
            at = last
    return found


def _words(read: Reading) -> Iterator[tuple[int, int]]:
    """Words of the sentences; syllables of what belongs to none."""
    norm, at = read.text.norm, 0
    for line in read.lines:
        start, end = line.sentence.start, line.sentence.end
        yield from _moved(syllable_spans(norm[at:start]), at)
        yield from _moved(words(norm[start:end]), start)
        at = end
    yield from _moved(syllable_spans(norm[at:]), at)


def _moved(spans: Sequence[tuple[int, int]], offset: int) -> Iterator[tuple[int, int]]:
    return ((start + offset, end + offset) for start, end in spans)


def _borders(read: Reading) -> set[int]:
    """Where mentions and figures begin and end."""
    borders = {border for figure in read.figures for border in (figure.start, figure.end)}
    for line in read.lines:
        for mention in line.mentions:
            borders |= {line.sentence.start + mention.start, line.sentence.start + mention.end}
    return borders


def _cut(norm: str, words: Iterator[tuple[int, int]], borders: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The words, cut at borders; those that hold more than letters fall into syllables, digits and signs."""
    for start, end in words:
        inside = borders[bisect_right(borders, start) : bisect_left(borders, end)]
        for piece in zip([start, *inside], [*inside, end], strict=True):
            if _WORD.fullmatch(norm, *piece):
                yield piece
            else:
                yield from _moved(syllable_spans(norm[slice(*piece)]), piece[0])


def _words_and_spaces(text: str, spans: Spans) -> tuple[list[str], list[bool]]:
    """spaCy's two lists, from which it puts the text together again: one plain space may belong to the token before it,
    all else between tokens is a token."""
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        gap = text[at:start]
        if gap.startswith(" ") and words:
            spaces[-1], gap = True, gap[1:]
        for word in (gap, text[start:end]):
            if word:
                words.append(word)
                spaces.append(False)
        at = end
    return words, spaces
