"""The pages of the calendars: a year, a day, a notice, and the 期限推算单 of a period."""
