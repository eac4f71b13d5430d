"""The use cases are tested with the fixtures of the store tests."""

from tests.store.conftest import kept, new_store, path, store

__all__ = ["kept", "new_store", "path", "store"]
