"""Node as what a confined child becomes: JavaScript answers behind the same layers and the same wire.

runtime      which node, what it may read and execute, and the packages an answer may use
process      the child's side: its one execve, into node
boot.js      what node runs first: serves an answer's functions over the wire
packages     TensorFlow.js in the user's data folder, put there with npm
"""
