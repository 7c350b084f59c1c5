"""Locales: messages, and numbers, money and dates as each locale writes them."""
