#pragma once
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
