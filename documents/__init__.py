"""What an advice is handed over as: report, hearing sheet, reasons, bundle with drawings."""
