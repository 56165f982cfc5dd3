"""The app that does nothing: one slider. What it needs for an answer is what Streamlit itself needs."""

import streamlit as st

st.slider("Nothing", 0, 100, key="nothing")
