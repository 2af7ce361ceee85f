void scaleAll(float *values, int n);
