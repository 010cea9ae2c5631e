// Bodies of the functions without one would be here.
