"""What helps a person who has never seen the program: gallery, tour, glossary, palette."""
