// Instruction sets that a kernel is compiled for, and the best of them that this processor has.
#ifndef GRADUS_TARGETS_H
#define GRADUS_TARGETS_H

#if defined(__x86_64__)
#define GRADUS_HAS_VARIANTS 1
#define GRADUS_WITH_AVX2 __attribute__((target("avx2,fma")))
#define GRADUS_WITH_AVX512 __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")))

enum gradus_level { GRADUS_BASE, GRADUS_AVX2, GRADUS_AVX512 };

static inline enum gradus_level gradus_level(void) {
  // The compiler's runtime asks the processor once, before main.
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw"))
    return GRADUS_AVX512;
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? GRADUS_AVX2 : GRADUS_BASE;
}
#endif

#define GRADUS_JOIN_(a, b) a##b
#define GRADUS_JOIN(a, b) GRADUS_JOIN_(a, b)

#endif
