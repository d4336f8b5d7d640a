"""What are dunder or magic methods?

Say it in a minute
    They are the methods with two underscores on each side by which a class answers Python's own syntax and
    built-in functions: `a + b` asks `__add__`, `len(x)` asks `__len__`, `with` asks `__enter__` and `__exit__`. I
    write them and hardly ever call them; Python does, and looks them up on the class, not on the instance. For a
    value like money I want `__eq__` and `__hash__` in agreement, order, arithmetic, `__repr__` and `__bool__`. A
    binary operator is a conversation. Python asks the left operand; if that returns `NotImplemented`, it asks the
    right one by the reflected method (`__radd__`, `__gt__` for `<`); if both decline, it raises the TypeError, or for
    `==` falls back on identity. So I return `NotImplemented` for types that I do not know and raise only where I
    know better, as with two currencies. A dataclass writes the mechanical ones.

Trade-offs
    - `frozen=True` generates `__eq__` and `__hash__` over the same fields and makes assignment fail. It is a
      guard, not a lock: `object.__setattr__` still gets through, as it must in `__init__`.
    - `total_ordering` derives three comparisons from one: a little slower, and hard to get wrong.
    - Decimal reads and prints as people write, but rounds to the digits of a context (28 by default) that any code can
      change. Whole cents as an int have no context, are faster, and go into a database column as they are.
    - Two decimals for all is this shop's luck: the yen has none, the Kuwaiti dinar three. Else the scale belongs to the
      currency. Where tax law says so, half a cent is rounded up instead.
    - Operators are for what reads at a glance. A ratio, a conversion or a split is better a method with a name.

Follow-up questions
    *How do you split 10.00 among three?* Not by `/`, which gives 3.33 three times and loses a cent. With `allocate(n)`:
    divide the cents as whole numbers and give one of the rest to each of the first.
    *Why is a class with `__eq__` suddenly unhashable?* Defining `__eq__` sets `__hash__` to None unless the class
    defines it, too: equal objects must hash alike, and the inherited hash goes by identity.
    *When does the right operand go first?* When its class is a subclass of the left one's and overrides the
    reflected method. That is why subclasses can change the result.

What people get wrong
    - Raising TypeError for strangers, or returning False from `__eq__`: the other class never gets its turn.
      `NotImplemented` is a value to return, not the exception `NotImplementedError`, and `if NotImplemented` is an
      error since 3.14.
    - `sum` begins with the int 0, so it needs `__radd__`. Taking every number there makes 5 + money pass.
    - `dataclass(order=True)` and NamedTuple compare as tuples, so 1 USD < 9 EUR is settled by the amount and
      nobody complains. A NamedTuple also equals a plain tuple, and can be unpacked, repeated and joined.
    - Decimal(0.1) is exact about the wrong number. Refuse floats; do not convert them.
    - Decimal's errors: `InvalidOperation` is no ValueError, and 0/0 raises it instead of ZeroDivisionError. Its zero
      has a sign and prints as -0.00.
    - "`__init__` is the constructor." `__new__` makes the object, `__init__` fills it.

Read on
    - https://docs.python.org/3/reference/datamodel.html#special-method-names
    - https://docs.python.org/3/library/numbers.html#implementing-the-arithmetic-operations
    - https://docs.python.org/3/library/decimal.html#decimal-faq
    - https://docs.python.org/3/library/dataclasses.html#frozen-instances
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import total_ordering

_CENT = Decimal("0.01")
_ZERO = Decimal("0.00")


@total_ordering
@dataclass(frozen=True, slots=True, init=False, repr=False)
class Money:
    """An amount in one currency. It does not change."""

    # The dataclass compares and hashes by these two, and declines whatever is not Money.
    amount: Decimal
    currency: str

    def __init__(self, amount: Decimal | int | str, currency: str) -> None:
        if not isinstance(amount, (Decimal, int, str)):
            raise TypeError(f"an amount is a Decimal, an int or text, not {type(amount).__name__}")
        if not re.fullmatch("[A-Z]{3}", currency):
            raise ValueError(f"not a currency: {currency!r}")
        try:
            exact = Decimal(amount)
        except InvalidOperation:
            raise ValueError(f"not an amount: {amount!r}") from None
        if not exact.is_finite():
            raise ValueError(f"not an amount: {amount!r}")
        cents = _to_the_cent(exact)
        if cents != exact:
            raise ValueError(f"finer than a cent: {amount!r}")
        object.__setattr__(self, "amount", cents)
        object.__setattr__(self, "currency", currency)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount < self._alike(other).amount

    def __add__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.amount + self._alike(other).amount, self.currency)

    def __radd__(self, other: int) -> "Money":
        # sum() begins with 0. No other number is money.
        return self if isinstance(other, int) and other == 0 else NotImplemented

    def __sub__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.amount - self._alike(other).amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> "Money":
        if not isinstance(factor, (Decimal, int)):
            return NotImplemented
        return Money(_to_the_cent(self.amount * factor), self.currency)

    __rmul__ = __mul__

    def __truediv__(self, divisor: Decimal | int) -> "Money":
        if not isinstance(divisor, (Decimal, int)):
            return NotImplemented
        if not divisor:  # Decimal would call 0/0 an InvalidOperation
            raise ZeroDivisionError("money divided by zero")
        return Money(_to_the_cent(self.amount / divisor), self.currency)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def __repr__(self) -> str:
        return f"Money('{self.amount}', '{self.currency}')"

    def _alike(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise TypeError(f"{self.currency} and {other.currency} do not mix: convert one of them first")
        return other


def _to_the_cent(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_EVEN) or _ZERO  # a zero with a sign would print as -0.00
