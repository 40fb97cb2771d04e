"""What a contact-centre manager's week is made of, in plain Python and numpy."""
