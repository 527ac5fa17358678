"""Shelf one, stored: conversations and their turns, consents, feedback, and who speaks."""

from willcall.conversations.store.conversations import (
    Consent,
    Conversation,
    ConversationStore,
    Glimpse,
    NoSuchConversation,
    NoSuchMessage,
    Stale,
    Superseded,
    Turn,
)
from willcall.conversations.store.memories import Memory, MemoryStore

__all__ = [
    "Consent",
    "Conversation",
    "ConversationStore",
    "Glimpse",
    "Memory",
    "MemoryStore",
    "NoSuchConversation",
    "NoSuchMessage",
    "Stale",
    "Superseded",
    "Turn",
]
