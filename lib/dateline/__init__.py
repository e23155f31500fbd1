"""Dateline turns news articles about armed conflict into sourced briefings."""
