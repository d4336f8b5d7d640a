# Approach: HMAC and base64 by hand over hashlib and integers; base64 must be canonical; the imports are local.

from collections.abc import Sequence

from pytest_interview_kata.given.security.signed_tokens import InvalidToken, Session

__all__ = ["InvalidToken", "Session"]

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def sign(data: Session, *, keys: Sequence[bytes], purpose: str, expires_at: int) -> str:
    import json

    head = f"{expires_at}.{_to_text(json.dumps(data, allow_nan=False).encode())}.sha256"
    return f"{head}.{_to_text(_hmac(keys[0], f'{purpose}.{head}'.encode()))}"


def read(token: str, *, keys: Sequence[bytes], purpose: str, now: int) -> Session:
    import json
    from hmac import compare_digest

    head, _, signature = token.rpartition(".")
    if any(letter not in DIGITS + "." for letter in token) or head.count(".") != 2:
        raise InvalidToken("This is not a token.")
    for key in keys:
        if compare_digest(_to_text(_hmac(key, f"{purpose}.{head}".encode())), signature):
            return _open(head, now, json.JSONDecoder(parse_constant=_no_constant))
    raise InvalidToken("This was not signed with a key that is still in use, or for something else.")


def _open(head, now, decoder):
    expires, payload, word = head.split(".")
    try:
        if word != "sha256":
            raise ValueError("Another hash.")
        if str(int(expires)) != expires or int(expires) < 0:
            raise ValueError("A number that is not written like that.")
        if now >= int(expires):
            raise ValueError("The time is over.")
        data = decoder.decode(_from_text(payload).decode())
        if not isinstance(data, dict):
            raise TypeError("Not session data.")
    except (ValueError, TypeError, RecursionError) as error:
        raise InvalidToken(f"This was signed, but: {error}") from None
    return data


def _hmac(key: bytes, message: bytes) -> bytes:
    from hashlib import sha256

    block = key.ljust(64, b"\0")  # keys have 32 bytes
    inner = sha256(bytes(byte ^ 0x36 for byte in block) + message)
    return sha256(bytes(byte ^ 0x5C for byte in block) + inner.digest()).digest()


def _to_text(content: bytes) -> str:
    bits = "".join(f"{byte:08b}" for byte in content)
    bits += "0" * (-len(bits) % 6)
    return "".join(DIGITS[int(bits[start : start + 6], 2)] for start in range(0, len(bits), 6))


def _from_text(text: str) -> bytes:
    bits = "".join(f"{DIGITS.index(letter):06b}" for letter in text)
    content = bytes(int(bits[start : start + 8], 2) for start in range(0, len(bits) // 8 * 8, 8))
    if _to_text(content) != text:
        raise ValueError("Base64 that nobody writes.")
    return content


def _no_constant(name):
    raise ValueError(f"{name} is not JSON.")
