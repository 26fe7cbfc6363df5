#!/bin/sh
# PrairieLearn's entry point: info.json names the image and the assignment.
exec gradus ci --platform prairielearn --assignment "$GRADUS_ASSIGNMENT" --reports /tmp/gradus-reports
