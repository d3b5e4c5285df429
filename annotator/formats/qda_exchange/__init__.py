"""REFI-QDA: projects (.qdpx) and codebooks (.qdc) that NVivo, MAXQDA, ATLAS.ti and QualCoder exchange."""
