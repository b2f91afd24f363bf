"""The whole official workbook, written: Temp1_Dataset, the ten sheets of Templates 2 and 3, and what goes with them."""
