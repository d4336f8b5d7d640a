raise AssertionError("a file with an underscore is no kata")
