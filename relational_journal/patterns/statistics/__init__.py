"""Tests, intervals and corrections for comparisons.

significance → multiple_testing | testing → autocorrelation → day_bins | near_pairs → contrast → burst_size | exact;
detectable says what could have stood out.
"""
