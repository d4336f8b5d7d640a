"""What ``web/request_response`` raises for a request that cannot be read."""


class HttpError(Exception):
    """A request that ends with an error.

    Attributes:
        status: the status to answer with.
    """

    def __init__(self, status: int, message: str = "") -> None:
        super().__init__(status, message)
        self.status = status
