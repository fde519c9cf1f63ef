#!/bin/sh
# Stands for a programme that never ends, with a child of its own.
sleep 600 &
wait
