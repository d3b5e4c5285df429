"""The pages of the codebook editor: one for each thing that a team agrees on, all at one desk."""
