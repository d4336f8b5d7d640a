"""Text: plain, from all of Unicode, and spiced with what breaks wrong answers."""

from collections.abc import Sequence

from hypothesis import strategies as st

PLAIN = "abcxyzABCXYZ0189"


def ordinary_text(*, min_size: int = 0, max_size: int = 8) -> st.SearchStrategy[str]:
    """Short words of ASCII letters and digits: what every right answer accepts."""
    return st.text(PLAIN, min_size=min_size, max_size=max_size)


def unicode_text(*, without: str = "", min_size: int = 0, max_size: int = 12) -> st.SearchStrategy[str]:
    """Any text that can be encoded as UTF-8, so without lone surrogates.

    Args:
        without: characters that do not occur.
        min_size: in characters.
        max_size: in characters.
    """
    return st.text(st.characters(codec="utf-8", exclude_characters=without), min_size=min_size, max_size=max_size)


def spiced_text(
    attacks: Sequence[str], special: str, *, without: str = "", max_size: int = 100
) -> st.SearchStrategy[str]:
    """Known attacks, their neighbours, and ordinary text.

    Args:
        attacks: whole attacks, the shortest first: they shrink in this order.
        special: the characters that attacks are made of.
        without: characters that must not occur; attacks that hold one are left out.
        max_size: in characters; longer ones are cut.

    Returns:
        In equal parts: ordinary text; text over `special` and a few letters; an attack; an attack in the midst of
        ordinary or Unicode text.
    """
    usable = [attack for attack in attacks if not set(attack) & set(without)]
    alphabet = "".join(sorted(set(special) - set(without)))
    around = ordinary_text(max_size=4) | unicode_text(without=without, max_size=4)
    wrapped = st.builds(lambda before, attack, after: before + attack + after, around, st.sampled_from(usable), around)
    mixed = st.one_of(
        ordinary_text(),
        st.text(st.sampled_from(alphabet + "aB1"), min_size=1, max_size=8),
        st.sampled_from(usable),
        wrapped,
    )
    return mixed.map(lambda text: text[:max_size])
