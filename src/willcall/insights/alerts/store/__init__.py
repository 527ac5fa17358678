"""Reads and writes alerts. Whoever changes something does it in a unit of work of their own; knows no rule."""

from willcall.insights.alerts.store.alerts import BUCKET_MS, Alert, AlertStore, Change, NoSuchAlert, WatchNow
from willcall.insights.alerts.store.deliveries import Delivery, DeliveryStore
from willcall.insights.alerts.store.silences import NoSuchSilence, Silence, SilenceStore

__all__ = [
    "BUCKET_MS",
    "Alert",
    "AlertStore",
    "Change",
    "Delivery",
    "DeliveryStore",
    "NoSuchAlert",
    "NoSuchSilence",
    "Silence",
    "SilenceStore",
    "WatchNow",
]
