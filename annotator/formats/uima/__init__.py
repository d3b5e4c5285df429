"""UIMA CAS as XMI: for INCEpTION, DKPro and other UIMA programs."""
