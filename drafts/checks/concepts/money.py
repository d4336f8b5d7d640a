"""What a money type must do: Fraction is the model, and expressions as people write them are the examples."""

import contextlib
import copy
import functools
import itertools
import operator
import pickle
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from types import CodeType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pytest_interview_kata.authoring import corpus, describe, expected, refuses, requirement, text
from pytest_interview_kata.strategies.sequences import short_sequences
from pytest_interview_kata.strategies.showing import shown_on_failure

GIVEN: dict[str, Any] = {
    "Decimal": Decimal,
    "Fraction": Fraction,
    "copy": copy,
    "operator": operator,
    "pickle": pickle,
}


@functools.cache
def compiled(code: str) -> CodeType:
    """An expression as if it stood in this file, so that the calls in it are told as ours."""
    return compile(code, __file__, "eval")


@functools.cache
def slotted(pattern: str) -> CodeType:
    """The pattern with names for its operands."""
    return compiled(pattern.format(*SLOTS))


SLOTS = tuple("abcdef")


class Shop:
    """Where expressions are worked out with the submission's Money.

    An expression is a pattern like "{} + {}" and its operands, expressions too. So few things have to be compiled.
    """

    def __init__(self, submission: Any, **names: Any) -> None:
        self._money = submission.Money
        self._names = {**GIVEN, "Money": self._money, **names}

    def value(self, pattern: str, *operands: str) -> Any:
        """What an expression gives."""
        values = (eval(compiled(operand), self._names) for operand in operands)
        return eval(slotted(pattern), {**self._names, **dict(zip(SLOTS, values, strict=False))})

    def gives(self, due: object, pattern: str, *operands: str) -> None:
        """The expression must give just this."""
        with told_as(pattern.format(*operands)):
            assert expected(due) == self.value(pattern, *operands)

    def gives_money(
        self, due: Fraction, pattern: str, *operands: str, currency: str = "EUR", exactly: bool = False
    ) -> None:
        """The expression must give this money.

        Args:
            due: the amount.
            pattern: the expression.
            operands: what is in it.
            currency: of the money.
            exactly: True where it matters how many decimals the amount is kept with.
        """
        with told_as(pattern.format(*operands)):
            assert expected(f"{written(due)} {currency}") == self.told(self.value(pattern, *operands), exactly=exactly)

    def refuses(self, error: type[Exception], pattern: str, *operands: str) -> None:
        """The expression must raise this."""
        with refuses(error, what=f"`{pattern.format(*operands)}`"):
            self.value(pattern, *operands)

    def told(self, answer: Any, *, exactly: bool = False) -> str:
        """A money by its attributes; not by its `str`, which is a requirement of its own."""
        assert type(answer) is self._money, f"Money was due, not {describe(answer)}."
        amount = answer.amount
        assert issubclass(type(amount), Decimal), f"A Decimal was due for the amount, not {describe(amount)}."
        value = Fraction(amount)
        shown = Decimal.__str__(amount) if exactly else written(value)
        # The sign of a zero is nobody's business but that of its text.
        return f"{shown if value else shown.removeprefix('-')} {text(answer.currency)}"


@contextlib.contextmanager
def told_as(code: str) -> Iterator[None]:
    """Show the expression if it fails; and say what it raised, where nobody's frame but Python's own did."""
    try:
        with shown_on_failure("the expression", code):
            yield
    except TypeError as error:
        innermost = error.__traceback__
        while innermost is not None and innermost.tb_next is not None:
            innermost = innermost.tb_next
        if innermost is None or innermost.tb_frame.f_code.co_filename != __file__:
            raise
        raise AssertionError(f"`{code}` raised TypeError: {error}.") from error


def written(amount: Fraction) -> str:
    """An amount with two decimals, if that is all it has; zero without a sign."""
    cents = amount * 100
    if cents.denominator != 1:
        return f"{float(amount)!r}"
    whole, rest = divmod(abs(cents.numerator), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02}"


def money(amount: str, currency: str = "EUR") -> str:
    """The expression for it; `amount` is an expression, too."""
    return f"Money({amount}, '{currency}')"


@functools.cache
def amount_of(code: str) -> Fraction:
    """The amount that an expression means."""
    return Fraction(eval(compiled(code), GIVEN))


# fmt: off
GOOD = (
    "5", "0", "-3", "9999999999", "'1.5'", "'1.500'", "'-0.05'", "'007'", "'0.1'", "'-0'", "'9999999999.99'", "'12'",
    "'-9999999999.99'", "'0.10000000000'", "Decimal('1.10')", "Decimal('1.1')", "Decimal('1E+3')", "Decimal('0E+5')",
    "Decimal('-0.00')", "Decimal('-12.5000')", "Decimal(7)", "1000000",
)
TOO_FINE_OR_NONE = (
    "'1.005'", "'0.001'", "'-0.009'", "'12,50'", "''", "'abc'", "'NaN'", "'Infinity'", "'-inf'", "'sNaN'", "'1.2.3'",
    "'--1'", "'12 EUR'", "'1/2'", "'0x10'", "'.'", "'-'", "'1e-3'", "'0.10000000001'", "'12.345'", "Decimal('1.005')",
    "Decimal('NaN')", "Decimal('Infinity')", "Decimal('-Infinity')", "Decimal('sNaN')", "Decimal('1E-12')",
    "Decimal('0.001')", "Decimal('-0.125')",
)
NO_AMOUNTS = (
    "1.5", "1.0", "0.0", "None", "Fraction(1, 2)", "Fraction(3)", "[1]", "(0, (1, 5), -1)", "b'1'", "1j",
    "float('nan')", "{}", "Money('1', 'EUR')",
)
NO_CURRENCIES = (
    "", "eur", "EURO", "EU", "EUR\n", " EUR", "EUR ", "ÄÖÜ", "E1R", "Eur", "E-R", "ΑΒΓ", "ＥＵＲ", "€", "\nEUR", "123",
    "EUR,USD", "EURUSD", "ǅǅǅ",
)
# fmt: on
CURRENCIES = ("EUR", "USD", "XAU", "AZB")


def spelled(cents: int) -> tuple[str, ...]:
    """An amount as expressions: text or a Decimal, with more or fewer zeros behind."""
    exact = f"{Decimal(cents).scaleb(-2):f}"
    return f"'{exact}'", f"Decimal('{exact}')", f"'{exact}0'", f"Decimal('{exact}00')", f"Decimal('{cents}E-2')"


# Some hundred amounts, of one digit and of many.
CENTS = (*range(-30, 130), *(sign * number * 7_919 for sign in (1, -1) for number in range(1, 12_000, 67)))
AMOUNTS = tuple(f"'{Decimal(cents).scaleb(-2):f}'" for cents in CENTS)


@requirement(
    "An amount is kept exactly, as a Decimal with two decimals. Amounts finer than a cent, what is no number and "
    "currencies other than three letters A-Z are a ValueError; a float, or any other type, is a TypeError.",
    weight=2,
    hints=(
        "What does your class make of 0.1, of '1.005', of Decimal('NaN') and of the currency 'EUR\\n'?",
        "Look at the type first, then make an exact Decimal of it, then see whether rounding to the cent changes it. "
        "What decimal raises for bad text is no ValueError.",
        "`isinstance`, `decimal.InvalidOperation`, `Decimal.is_finite`, `Decimal.quantize`, and `re.fullmatch` where "
        "`$` would let a line break through.",
    ),
)
@corpus(
    {"good": good, "no_amount": none, "others": others}
    for good, none, *others in itertools.islice(
        zip(*map(itertools.cycle, (GOOD, TOO_FINE_OR_NONE, NO_AMOUNTS, NO_CURRENCIES, CURRENCIES)), strict=False), 28
    )
)
@given(
    good=st.sampled_from([*GOOD, *itertools.chain.from_iterable(map(spelled, CENTS))]),
    no_amount=st.sampled_from([*TOO_FINE_OR_NONE, *(f"'{cents / 100:.2f}5'" for cents in CENTS)]),
    others=st.sampled_from([*itertools.product(NO_AMOUNTS, NO_CURRENCIES, CURRENCIES)]),
)
def holds_exact_amounts(submission: Any, good: str, no_amount: str, others: tuple[str, str, str]) -> None:
    shop = Shop(submission)
    no_type, no_currency, currency = others
    shop.gives_money(amount_of(good), "{}", money(good, currency), currency=currency, exactly=True)
    shop.refuses(ValueError, "{}", money(no_amount, currency))
    shop.refuses(TypeError, "{}", money(no_type, currency))
    shop.refuses(ValueError, "{}", f"Money({good}, {no_currency!r})")


SPELLINGS = (
    *("1", "'1'", "'1.0'", "'1.000'", "Decimal('1')", "Decimal('1.00')", "Decimal('0.1E+1')"),
    *("0", "'0.00'", "'-0'", "Decimal('-0.00')", "'-1'", "'0.01'", "'10'", "Decimal('1E+1')", "'1.01'"),
)
OTHERS = (
    *("1", "Decimal('1.00')", "1.0", "Fraction(1)", "'1.00 EUR'", "(Decimal('1.00'), 'EUR')", "('1.00', 'EUR')", "0"),
    *("[Decimal('1.00'), 'EUR']", "None", "'EUR'", "0.0", "Decimal(0)", "False", "''", "Money", "float('nan')"),
)


@requirement(
    "Two moneys are equal exactly when amount and currency are, and then they hash alike and are one key in a dict. "
    "No money equals anything else.",
    weight=3,
    critical=True,
    hints=(
        "Put a price into a dict and look it up by an equal one. Compare zero euros with zero dollars, and with 0.",
        "A class that defines `__eq__` loses its `__hash__` unless it defines that, too. Both must go by the same "
        "things: amount and currency.",
        "`__hash__` of a tuple of what `__eq__` compares; or a frozen dataclass, which writes both.",
    ),
)
@corpus(
    {"moneys": (("1", spelling), ("EUR", currency)), "other": other}
    for spelling, other, currency in zip(
        SPELLINGS, OTHERS[: len(SPELLINGS)], itertools.islice(itertools.cycle(("EUR", "EUR", "USD")), 16), strict=True
    )
)
@corpus({"moneys": (("0", "'-0.00'"), ("EUR", "USD")), "other": other} for other in OTHERS)
@given(
    moneys=st.sampled_from(
        [
            (amounts, currencies)
            for amounts in itertools.product(SPELLINGS, repeat=2)
            for currencies in (("EUR", "EUR"), ("EUR", "USD"))
        ]
    ),
    other=st.sampled_from(OTHERS),
)
def hashes_as_it_compares(submission: Any, moneys: tuple[tuple[str, str], tuple[str, str]], other: str) -> None:
    shop = Shop(submission)
    amounts, currencies = moneys
    left, right = map(money, *moneys)
    equal = amount_of(amounts[0]) == amount_of(amounts[1]) and currencies[0] == currencies[1]
    shop.gives(equal, "{} == {}", left, right)
    shop.gives(not equal, "{} != {}", left, right)
    if equal:
        shop.gives(True, "hash({}) == hash({})", left, right)
    shop.gives("found" if equal else None, "dict([({}, 'found')]).get({})", left, right)
    for one, another in ((left, other), (other, left)):
        shop.gives(False, "{} == {}", one, another)
        shop.gives(True, "{} != {}", one, another)


NUMBERS = ("5", "Decimal('5')", "5.0", "Fraction(5)", "-1", "0.5", "Fraction(1, 2)")
ORDERED = ("'0'", "'1'", "'9'", "'10'", "'-1'", "'-2'", "'1.00'", "'0.99'", "'0.10'", "'0.09'", "'100.5'")
ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


@requirement(
    "Moneys of one currency are ordered by their amounts. Two currencies, or a number, have no order with money: a "
    "TypeError.",
    hints=(
        "Is 1 USD less than 9 EUR? And is money less than 5?",
        "An order as of tuples settles it by the amount before it looks at the currency. Ask for the currency first.",
        "`functools.total_ordering` makes the other three of `__lt__`. `return NotImplemented` for what is no money.",
    ),
)
@corpus({"operands": ("'9'", "'10'", number)} for number in (*NUMBERS, "0"))
@corpus({"operands": ("'1'", "'1.00'", number)} for number in ("1", "1.0", "Decimal(1)", "Fraction(1)"))
@given(
    operands=st.sampled_from([*itertools.product(ORDERED, ORDERED, (*NUMBERS, "0", "0.0", "Decimal(0)"))]),
)
def orders_within_one_currency(submission: Any, operands: tuple[str, str, str]) -> None:
    shop = Shop(submission)
    *amounts, number = operands
    left, right = (money(amount) for amount in amounts)
    for sign, function in ORDERS.items():
        pattern = f"{{}} {sign} {{}}"
        shop.gives(function(*map(amount_of, amounts)), pattern, left, right)
        shop.refuses(TypeError, pattern, left, money(amounts[1], "USD"))
        shop.refuses(TypeError, pattern, left, number)
        shop.refuses(TypeError, pattern, number, left)


ADDED = ("'1'", "'0.10'", "'0.20'", "'-3'", "'0'", "'2.05'", "'-0.01'", "'99.99'", "'9999999.99'", "'0.70'")


@requirement(
    "Moneys of one currency add and subtract exactly; minus turns the sign, and sum() works as it is. Two currencies, "
    "or a number (but for the 0 that sum() begins with), are a TypeError.",
    weight=3,
    critical=True,
    hints=(
        "Try sum() over a list of prices. Then 5 + price, and euros plus dollars.",
        "sum() begins with 0 + the first one. The int on the left has no answer to that, so Python asks your money.",
        "`__radd__` is what Python asks then; it takes the int 0 and returns NotImplemented for all else. `__neg__` is "
        "the unary minus.",
    ),
)
@corpus({"amounts": ("'0.10'", "'0.20'", "'0.70'"), "number": number} for number in NUMBERS)
@corpus({"amounts": ("'0'", "'0'", "'-3'"), "number": number} for number in NUMBERS)
@given(
    amounts=short_sequences(ADDED, min_size=2, max_size=3),
    number=st.sampled_from((*NUMBERS, "1j")),
)
def adds_within_one_currency(submission: Any, amounts: Sequence[str], number: str) -> None:
    shop = Shop(submission)
    left, right, *_ = moneys = [money(amount, "SEK") for amount in amounts]
    first, second, *_ = exact = [amount_of(amount) for amount in amounts]
    foreign = money(amounts[1], "EUR")
    shop.gives_money(first + second, "{} + {}", left, right, currency="SEK")
    shop.gives_money(first - second, "{} - {}", left, right, currency="SEK")
    shop.gives_money(-first, "-{}", left, currency="SEK")
    shop.gives_money(first, "0 + {}", left, currency="SEK")
    total = f"sum([{', '.join(['{}'] * len(moneys))}])"
    shop.gives_money(sum(exact, Fraction(0)), total, *moneys, currency="SEK")
    for pattern in ("{} + {}", "{} - {}"):
        shop.refuses(TypeError, pattern, left, foreign)
        shop.refuses(TypeError, pattern, left, number)
        shop.refuses(TypeError, pattern, number, left)
    shop.refuses(TypeError, "{} - 0", left)
    shop.refuses(TypeError, "0 - {}", left)
    shop.refuses(TypeError, "sum([{}, {}])", left, foreign)


# Products and quotients that are hard to round: halves above even and odd cents, and what lies just below a half.
HARD = (
    *(("'0.25'", "Decimal('0.5')"), ("'0.27'", "Decimal('0.5')"), ("'-0.25'", "Decimal('0.5')")),
    *(("'0.01'", "Decimal('-0.5')"), ("'5.35'", "Decimal('0.5')"), ("'2.05'", "Decimal('0.1')")),
    *(("'1'", "Decimal('0.01499999')"), ("'0.03'", "Decimal('0.499999999999')"), ("'0.99'", "Decimal('0.01')")),
    *(("'12.5'", "8"), ("'0.15'", "2"), ("'-0.05'", "2"), ("'1'", "-8"), ("'10'", "3"), ("'20'", "3"), ("'0.01'", "3")),
    *(("'1234567890.12'", "Decimal('0.125')"), ("'9999999999.99'", "1"), ("'0.07'", "14"), ("'1'", "Decimal('1E+3')")),
    *(("'3'", "0"), ("'0'", "0"), ("'3'", "Decimal(0)"), ("'0'", "Decimal('0.00')"), ("'-3'", "Decimal('-0.0')")),
)
FACTORS = (
    *("2", "1", "-1", "3", "4", "7", "8", "-8", "40", "Decimal('0.5')", "Decimal('-0.5')", "Decimal('0.25')"),
    *("Decimal('1.5')", "Decimal('0.125')", "Decimal('0.1')", "Decimal('0.333')", "Decimal('1E+2')", "0", "Decimal(0)"),
)
NO_PRODUCTS = (
    *("{} * 1.5", "1.5 * {}", "{} / 2.0", "{} * Fraction(1, 2)", "Fraction(1, 2) * {}", "{} / Fraction(1, 2)"),
    *("{} * {}", "{} / {}", "10 / {}", "Decimal(10) / {}", "1.0 / {}", "Fraction(1, 2) / {}", "{} * 1j", "{} / 1j"),
    *("{} * 0.0", "1.0 * {}", "0 / {}", "{} / float('inf')"),
)


@requirement(
    "An int or a Decimal multiplies money from both sides and divides it, rounded to the cent, half a cent to the even "
    "one. Division by zero is a ZeroDivisionError; other numbers, and money times or by money, are a TypeError.",
    weight=2,
    hints=(
        "What are 0.125, 0.135 and -0.125 rounded to two decimals? What is no money at all divided by nothing?",
        "Round the exact product once, with the rounding named. Decimal has an error of its own for 0/0.",
        "`Decimal.quantize(Decimal('0.01'), ROUND_HALF_EVEN)`. The reflected `__rmul__` serves the factor on the left.",
    ),
)
@corpus(
    {"amount": amount, "by": (factor, refused)}
    for (amount, factor), refused in zip(HARD, itertools.cycle(NO_PRODUCTS), strict=False)
)
@given(
    amount=st.sampled_from(AMOUNTS),
    by=st.sampled_from([*itertools.product(FACTORS, NO_PRODUCTS)]),
)
def rounds_products_to_the_cent(submission: Any, amount: str, by: tuple[str, str]) -> None:
    shop = Shop(submission)
    factor, refused = by
    price, exact, scale = money(amount, "CHF"), amount_of(amount), amount_of(factor)
    # `round` of a Fraction goes to the even one, too.
    product = Fraction(round(exact * scale * 100), 100)
    shop.gives_money(product, "{} * {}", price, factor, currency="CHF", exactly=True)
    shop.gives_money(product, "{} * {}", factor, price, currency="CHF", exactly=True)
    if scale:
        quotient = Fraction(round(exact / scale * 100), 100)
        shop.gives_money(quotient, "{} / {}", price, factor, currency="CHF", exactly=True)
    else:
        shop.refuses(ZeroDivisionError, "{} / {}", price, factor)
    shop.refuses(TypeError, refused, price, price)


class Voucher:
    """A stranger that knows how to deal with money, from the right."""

    __hash__ = None  # type: ignore[assignment]  # it is compared only

    def __init__(self, **attributes: object) -> None:
        self.asked_with: object = None
        vars(self).update(attributes)

    def __repr__(self) -> str:
        return "voucher"

    def __bool__(self) -> bool:
        return False


class Mute:
    """A stranger that has no answer to anything."""

    __hash__ = None  # type: ignore[assignment]  # it is compared only

    def __repr__(self) -> str:
        return "mute"


def _answer(name: str) -> Any:
    def method(self: Voucher, other: object) -> str:
        self.asked_with = other
        return f"the answer of voucher.{name}"

    return method


def _decline(self: object, other: object) -> Any:
    return NotImplemented


# What Python asks of the one on the right.
REFLECTED = {
    **{"==": "__eq__", "!=": "__ne__", "<": "__gt__", "<=": "__ge__", ">": "__lt__", ">=": "__le__"},
    **{"+": "__radd__", "-": "__rsub__", "*": "__rmul__", "/": "__rtruediv__"},
}
for _name in REFLECTED.values():
    setattr(Voucher, _name, _answer(_name))
    setattr(Mute, _name, _decline)
for _name in ("__add__", "__sub__", "__mul__", "__truediv__"):
    setattr(Mute, _name, _decline)

STRANGERS = ("mute", "object()", "None", "'12.50 EUR'", "(Decimal('1.00'), 'EUR')", "[1]", "{}", "Money", "b''")


@requirement(
    "A stranger on the right of an operator gets its turn, and its answer is the result. Where a stranger "
    "has no answer, "
    "it is unequal to money, and every other operator is a TypeError.",
    weight=2,
    hints=(
        "A voucher knows how to take money off: does `price - voucher` ever reach it?",
        "An operator is a conversation of two. Who raises an error, or says False, ends it before the other was asked.",
        "`return NotImplemented` for every type that you do not know, in each of the methods, `__eq__` too. It is a "
        "value, not an exception.",
    ),
)
@corpus({"meeting": ("'1'", False, stranger)} for stranger in STRANGERS)
@given(meeting=st.sampled_from([*itertools.product(("'1'", "'0'", "'-12.50'"), (False, True), STRANGERS)]))
def leaves_strangers_their_turn(submission: Any, meeting: tuple[str, bool, str]) -> None:
    amount, like_money, stranger = meeting
    voucher = Voucher(**{"amount": Decimal("1.00"), "currency": "EUR"} if like_money else {})
    price = Shop(submission).value(money(amount))
    shop = Shop(submission, price=price, voucher=voucher, mute=Mute())
    # There is an answer where the price knows one.
    shop.gives(True, "price == {}", money(amount))
    shop.gives_money(amount_of(amount) * 2, "price + price")
    for sign, name in REFLECTED.items():
        shop.gives(f"the answer of voucher.{name}", f"price {sign} voucher")
        assert voucher.asked_with is price, (
            f"`price {sign} voucher` asked the voucher with something else than the price."
        )
    for pattern in ("{} == {}", "{} != {}"):
        shop.gives(pattern == "{} != {}", pattern, "price", stranger)
        shop.gives(pattern == "{} != {}", pattern, stranger, "price")
    for sign in ("<", "<=", ">", ">=", "+", "-", "*", "/"):
        shop.refuses(TypeError, f"{{}} {sign} {{}}", "price", stranger)
        shop.refuses(TypeError, f"{{}} {sign} {{}}", stranger, "price")


CHANGES = (
    *("setattr(price, 'amount', Decimal('2.00'))", "delattr(price, 'amount')", "setattr(price, 'currency', 'USD')"),
    *("delattr(price, 'currency')", "setattr(price, 'amount', price.amount)", "setattr(price, 'currency', 'EUR')"),
)
COPIES = ("copy.copy(price)", "copy.deepcopy(price)", "pickle.loads(pickle.dumps(price))")
OPERATIONS = ("operator.iadd(price, price)", "operator.imul(price, 2)", "-price", "price + price", "price - price")


@requirement(
    "Money does not change: to set or delete its amount or currency is an AttributeError, and operators make new "
    "money. Copies, by `copy` and `pickle` too, equal the original.",
    hints=(
        "Does `price.amount = 0` go through? And does your class survive pickle and copy.copy?",
        "Who forbids setting for everybody has to find a way for `__init__`, and for what copy and pickle rebuild.",
        "`@dataclass(frozen=True)` does all of it; `object.__setattr__` is the way in. By hand, properties or "
        "`__setattr__` and `__delattr__` do, with `__reduce__` for pickle where it is needed.",
    ),
)
@given(tried=st.sampled_from([*itertools.product(CHANGES, OPERATIONS, COPIES, ("'1'", "'-0.05'", "'9999999.99'"))]))
def cannot_be_changed(submission: Any, tried: tuple[str, str, str, str]) -> None:
    change, operation, same, amount = tried
    price = Shop(submission).value(money(amount))
    shop = Shop(submission, price=price)
    for one in (change, *CHANGES[:4]):
        shop.refuses(AttributeError, one)
    shop.gives_money(amount_of(amount), "price")
    with shown_on_failure("the code", f"price = {money(amount)}\n{operation}\nprice"):
        shop.value(operation)
        assert expected(f"{written(amount_of(amount))} EUR") == shop.told(price)
    shop.gives_money(amount_of(amount), same)


ZEROS = (
    *("Money('0', 'EUR')", "-Money(0, 'EUR')", "Money('-0', 'EUR')", "Money('-0.00', 'EUR')", "Money('-1', 'EUR') * 0"),
    *("Money(Decimal('-0.00'), 'EUR')", "Money('1', 'EUR') - Money('1', 'EUR')", "Money('-0.01', 'EUR') / 1000"),
    *("Money('0.01', 'EUR') * Decimal('-0.1')", "Money('1', 'EUR') * Decimal('-0')", "Money('0', 'EUR') / -3"),
    "Money('-1', 'EUR') + Money('1', 'EUR')",
)
READABLE = (
    *("'12.5'", "'-0.05'", "'0.01'", "1000000", "Decimal('1E+3')", "'-12'", "'9999999999.99'", "'0.10'", "5"),
    *("'-1.50'", "Decimal('7.1')"),
)


@requirement(
    "str() is like '12.50 EUR', with two decimals always; repr() is like Money('12.50', 'EUR') and evaluates back. "
    "Zero has no sign and is the only money that is false.",
    hints=(
        "Print half of a price, a million, and minus zero.",
        "Decimal keeps the sign of a zero and the zeros at the end. Bring each amount into its final form when the "
        "money is made.",
        "`Decimal.quantize` fixes the decimals, and `or Decimal('0.00')`, or `+ 0`, drops the sign of a zero. "
        "`__bool__` decides about `if price`.",
    ),
)
@corpus({"amount": "'12.5'", "more": ("EUR", zero)} for zero in ZEROS)
@corpus({"amount": amount, "more": ("USD", ZEROS[0])} for amount in READABLE)
@given(amount=st.sampled_from(AMOUNTS), more=st.sampled_from([*itertools.product(CURRENCIES, ZEROS)]))
def reads_well(submission: Any, amount: str, more: tuple[str, str]) -> None:
    currency, zero = more
    shop = Shop(submission)
    price, plain = money(amount, currency), written(amount_of(amount))
    shop.gives(f"{plain} {currency}", "str({})", price)
    shop.gives(f"Money('{plain}', '{currency}')", "repr({})", price)
    shop.gives_money(amount_of(amount), "eval(repr({}))", price, currency=currency)
    shop.gives(bool(amount_of(amount)), "bool({})", price)
    shop.gives("0.00 EUR", "str({})", zero)
    shop.gives("Money('0.00', 'EUR')", "repr({})", zero)
    shop.gives(False, "bool({})", zero)
