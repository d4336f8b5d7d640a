"""Money that adds up, and refuses to be mixed

Question: What are dunder or magic methods?
Difficulty: 2
Minutes: 40

The shop kept prices as floats, until ten articles at 0.10 did not make 1.00,
and until a basket in euros and one in dollars were added without a word. You
write the type that all modules will share. It is to feel like a number of
Python's own: with operators, in `sum`, as the key of a dict. Which special
methods that takes is for you to find.

`Money(amount, currency)` is an exact amount in one currency. The shop trades
only where prices have two decimals. You may write the class by hand, as a
dataclass or otherwise; nobody derives from it. The context of `decimal` is the
default one. Amounts and results lie between -10**10 and 10**10, no number that
is handed in has more than 12 digits, and factors and divisors are finite.

Amounts. `amount` is an `int`, a `Decimal`, or text: an optional `-`, digits 0-9,
and perhaps a point and more digits. A `ValueError` is: an amount finer than a
cent ("1.005", but "1.500" is fine), a `Decimal` that is infinite or not a number,
and any text that `Decimal` would refuse, or read as one of these. (Other text
that `Decimal` reads, like "1e2" or " 1 ", is up to you: read it or refuse it.)
An amount of any other type is a `TypeError`, above all `float`.

Currencies. `currency` is text of exactly three letters out of A-Z. Other text is
a `ValueError`.

Attributes. `amount` is a `Decimal` with two decimals, `currency` the text. To
set or delete either raises `AttributeError`. Copies by `copy.copy`,
`copy.deepcopy` and `pickle` (default protocol) equal the original.

Equality. Two moneys are equal when amount and currency are; then they hash alike
and are one key in a dict. No money equals anything else: not 5, not a Decimal,
not a tuple. Zero euros are not zero dollars.

Order. `<`, `<=`, `>`, `>=` compare amounts of one currency. With a number they are
a `TypeError`.

Sums. `+` and `-` take two moneys of one currency. Unary `-` turns the sign.
`sum(moneys)` works without a second argument; it begins with the `int` 0, so
`0 + money` is that money. (`money + 0`, and a zero of another type, may do the
same or be a `TypeError`.) Apart from that, `+` and `-` with a number are a
`TypeError`, on either side.

Products. `money * factor`, `factor * money` and `money / divisor` take an `int`
or a `Decimal` and give money, rounded to the cent; half a cent goes to the even
one (0.125 to 0.12, 0.135 to 0.14). To divide by zero, zero money too, is a
`ZeroDivisionError`. There is no `money * money`, `money / money` or
`number / money`: a `TypeError`.

Two currencies meeting in `+`, `-` or an order are a `TypeError`. So is a number
of any other type, `float` and `Fraction` above all, in every operator but `==`
and `!=`. (`bool` is an `int`; whether you take it for one is up to you.)

Strangers. An object that is neither money nor a number may know how to deal with
money. Where it stands on the right of any operator above (`==`, `!=`, `<`, `<=`,
`>`, `>=`, `+`, `-`, `*`, `/`), Python asks it after you: leave it that turn, and
its answer is the result. Where a stranger has no answer, on either side, the
outcome is Python's own: unequal, or a `TypeError`.

As text. `str(money)` is "12.50 EUR", "-0.05 EUR": no other signs or separators,
and two decimals always. `repr(money)` is "Money('12.50', 'EUR')". Zero has no
sign, wherever it came from. `bool(money)` is False for zero alone.

Examples:

>>> price = Money("12.5", "EUR")
>>> price, price.amount, str(-price)
(Money('12.50', 'EUR'), Decimal('12.50'), '-12.50 EUR')
>>> sum([price, price]) == 2 * price == Money(25, "EUR")
True
>>> price / 8, Money("0.01", "EUR") * Decimal("-0.5")
(Money('1.56', 'EUR'), Money('0.00', 'EUR'))
>>> price == Money("12.50", "USD"), price == Decimal("12.50"), {price: 1}[Money("12.500", "EUR")]
(False, False, 1)
>>> price + Money(1, "USD")  # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
TypeError: the text is up to you

Requirements:

- holds_exact_amounts
- hashes_as_it_compares (critical)
- orders_within_one_currency
- adds_within_one_currency (critical)
- rounds_products_to_the_cent
- leaves_strangers_their_turn
- cannot_be_changed
- reads_well
"""

from decimal import Decimal


class Money:
    """An amount in one currency. It does not change."""

    amount: Decimal
    currency: str

    def __init__(self, amount: Decimal | int | str, currency: str) -> None:
        raise NotImplementedError
