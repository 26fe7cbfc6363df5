#include "CKernels.h"

#include <math.h>
#include <stddef.h>

#include "Targets.h"

// A contracted a·b + c is rounded once where the interpreter rounds twice.
#pragma STDC FP_CONTRACT OFF

/// Returns bᵖ, by repeated squaring if p is a whole number of moderate size, as the interpreter does.
static double raise(double base, double exponent) {
  if (exponent != trunc(exponent) || !(fabs(exponent) <= 1073741824.0)) return pow(base, exponent);
  double result = 1, factor = base;
  int64_t remaining = (int64_t)fabs(exponent);
  while (remaining > 0) {
    if (remaining & 1) result *= factor;
    remaining >>= 1;
    if (remaining > 0) factor *= factor;
  }
  return exponent < 0 ? 1 / result : result;
}

static double logistic(double x) {
  if (x >= 0) return 1 / (1 + exp(-x));
  const double e = exp(x);
  return e / (1 + e);
}

/// Returns ln(1 + eˣ), as the interpreter does.
static double softplus(double x) {
  const double rest = log1p(exp(-fabs(x)));
  return x > 0 ? x + rest : rest;
}

/// Functions of the C library, one number at a time: its vector functions would round otherwise.
static void transcendental(
    int32_t operation, double *r, const double *a, const double *b, int aIsRun, int bIsRun, int64_t n) {
  switch (operation) {
  case GRADUS_EXPONENTIAL: for (int64_t i = 0; i < n; i++) r[i] = exp(a[i]); break;
  case GRADUS_LOGARITHM: for (int64_t i = 0; i < n; i++) r[i] = log(a[i]); break;
  case GRADUS_BINARY_LOGARITHM: for (int64_t i = 0; i < n; i++) r[i] = log2(a[i]); break;
  case GRADUS_HYPERBOLIC_TANGENT: for (int64_t i = 0; i < n; i++) r[i] = tanh(a[i]); break;
  case GRADUS_SIGMOID: for (int64_t i = 0; i < n; i++) r[i] = logistic(a[i]); break;
  case GRADUS_EXPONENTIAL_MINUS_ONE: for (int64_t i = 0; i < n; i++) r[i] = expm1(a[i]); break;
  case GRADUS_SOFTPLUS: for (int64_t i = 0; i < n; i++) r[i] = softplus(a[i]); break;
  case GRADUS_SINE: for (int64_t i = 0; i < n; i++) r[i] = sin(a[i]); break;
  case GRADUS_COSINE: for (int64_t i = 0; i < n; i++) r[i] = cos(a[i]); break;
  case GRADUS_ERROR_FUNCTION: for (int64_t i = 0; i < n; i++) r[i] = erf(a[i]); break;
  case GRADUS_POWER: for (int64_t i = 0; i < n; i++) r[i] = raise(a[aIsRun ? i : 0], b[bIsRun ? i : 0]); break;
  default: break;
  }
}

/// True if every number is 0 or of a size, 2⁻⁹⁰⁰ to 2⁹⁰⁰, at which a quotient's remainder is exact.
static inline __attribute__((always_inline)) int areModerate(const double *a, int64_t n) {
  const uint64_t least = (uint64_t)(1023 - 900) << 52, most = (uint64_t)(1023 + 900) << 52;
  uint64_t outside = 0;
  for (int64_t i = 0; i < n; i++) {
    const double size = __builtin_elementwise_abs(a[i]);
    uint64_t bits;
    __builtin_memcpy(&bits, &size, sizeof bits);
    // Sizes are ordered as their bits are. A difference below 0 sets the uppermost bit, which no size has.
    outside |= size == 0 ? 0 : (bits - least) | (most - bits);
  }
  return outside >> 63 == 0;
}

/// Returns a/d rounded once, as the processor's division gives it, from d's reciprocal: two corrections by the exact
/// remainder (Markstein, Computation of elementary functions on the IBM RISC System/6000 processor,
/// IBM Journal 34(1), 1990).
static inline __attribute__((always_inline)) double quotient(double a, double d, double reciprocal) {
  const double guess = a * reciprocal;
  const double near = __builtin_elementwise_fma(__builtin_elementwise_fma(-guess, d, a), reciprocal, guess);
  const double exact = __builtin_elementwise_fma(__builtin_elementwise_fma(-near, d, a), reciprocal, near);
  // Only the guess keeps the sign of a zero.
  return a == 0 ? guess : exact;
}

/// Takes both numbers before it picks one, so that the loop has no branch.
static inline __attribute__((always_inline)) double chosen(double condition, double x, double y) {
  return condition != 0 ? x : y;
}

#define TARGET
#define SUFFIX Base
#include "ElementwiseLoops.h"

#ifdef GRADUS_HAS_VARIANTS
#define HAS_FMA
#define TARGET GRADUS_WITH_AVX2
#define SUFFIX AVX2
#include "ElementwiseLoops.h"
#define TARGET GRADUS_WITH_AVX512
#define SUFFIX AVX512
#include "ElementwiseLoops.h"
#undef HAS_FMA
#endif

typedef void (*instruction)(
    int32_t, double *, const double *, const double *, const double *, const double *, int, int, int, int64_t);

static instruction widest(void) {
#ifdef GRADUS_HAS_VARIANTS
  switch (gradus_level()) {
  case GRADUS_AVX512: return instructionAVX512;
  case GRADUS_AVX2: return instructionAVX2;
  case GRADUS_BASE: break;
  }
#endif
  return instructionBase;
}

/// Brings elements `start ..< start + n` of the loop from an operand that lacks axes or orders them otherwise.
static void load(const gradus_operand *operand, const double *source, double *r, int64_t start, int64_t n) {
  const int32_t last = operand->rank - 1;
  const int64_t *extents = operand->layout, *strides = operand->layout + operand->rank;
  int64_t index[16];
  int64_t rest = start, offset = 0;
  for (int32_t axis = last; axis >= 0; axis--) {
    index[axis] = rest % extents[axis];
    rest /= extents[axis];
    offset += index[axis] * strides[axis];
  }
  while (n > 0) {
    int64_t run = extents[last] - index[last];
    if (run > n) run = n;
    const double *from = source + offset;
    const int64_t stride = strides[last];
    if (stride == 0) for (int64_t i = 0; i < run; i++) r[i] = *from;
    else for (int64_t i = 0; i < run; i++) r[i] = from[i * stride];
    r += run;
    n -= run;
    index[last] += run;
    offset += run * stride;
    for (int32_t axis = last; axis > 0 && index[axis] == extents[axis]; axis--) {
      offset += strides[axis - 1] - index[axis] * strides[axis];
      index[axis] = 0;
      index[axis - 1] += 1;
    }
  }
}

enum { MOST_STREAMS = 8, LINES_IN_CHUNK = GRADUS_CHUNK / 8, PIECE = 64 };

/// The fetching of each stream's next chunk while this one is worked on. The processor's own prefetching starts anew on
/// every page, which is two chunks. Lines asked for all at once would only queue up, so a few are asked for at a time,
/// between pieces of the divisions and roots.
struct prefetching {
  const gradus_operand *streams[MOST_STREAMS];
  int64_t count, linesAtOnce, next;
};

static int isSlow(int32_t operation) {
  switch (operation) {
  case GRADUS_DIVIDE: case GRADUS_SQUARE_ROOT: case GRADUS_SUBTRACT_QUOTIENT: case GRADUS_SCALE_QUOTIENT:
  case GRADUS_ADD_TO_ROOT: case GRADUS_ADD_TO_ROOT_OF_QUOTIENT: return 1;
  default: return 0;
  }
}

static struct prefetching plan(
    const gradus_instruction *instructions, int64_t count, const gradus_operand *operands) {
  struct prefetching plan = {{0}, 0, 0, 0};
  int64_t pieces = 0;
  for (int64_t k = 0; k < count; k++) {
    pieces += isSlow(instructions[k].operation) ? GRADUS_CHUNK / PIECE : 0;
    const gradus_instruction *it = instructions + k;
    const int32_t used[] = {it->a, it->b, it->c, it->d, it->result};
    for (int i = 0; i < 5; i++) {
      const gradus_operand *operand = operands + used[i];
      int64_t known = 0;
      while (known < plan.count && plan.streams[known] != operand) known++;
      if (known == plan.count && known < MOST_STREAMS && operand->advances && operand->rank == 0)
        plan.streams[plan.count++] = operand;
    }
  }
  plan.linesAtOnce = pieces > 0 ? (plan.count * LINES_IN_CHUNK + pieces - 1) / pieces : 0;
  return plan;
}

static void prefetch(struct prefetching *plan, double *const *buffers, int64_t start) {
  for (int64_t i = 0; i < plan->linesAtOnce && plan->next < plan->count * LINES_IN_CHUNK; i++, plan->next++) {
    const gradus_operand *stream = plan->streams[plan->next / LINES_IN_CHUNK];
    __builtin_prefetch(
        buffers[stream->buffer] + stream->offset + start + GRADUS_CHUNK + plan->next % LINES_IN_CHUNK * 8, 0, 3);
  }
}

void gradus_evaluate(
    const gradus_instruction *instructions, int64_t count, const gradus_operand *operands, double *const *buffers,
    int64_t length) {
  const instruction run = widest();
  struct prefetching ahead = {{0}, 0, 0, 0};
  if (length >= 2 * GRADUS_CHUNK) ahead = plan(instructions, count, operands);
  for (int64_t start = 0; start < length; start += GRADUS_CHUNK) {
    const int64_t n = length - start < GRADUS_CHUNK ? length - start : GRADUS_CHUNK;
    const int isFollowed = length - start >= 2 * GRADUS_CHUNK;
    ahead.next = 0;
    for (int64_t k = 0; k < count; k++) {
      const int32_t operation = instructions[k].operation;
      const gradus_operand *r = operands + instructions[k].result, *a = operands + instructions[k].a;
      const gradus_operand *b = operands + instructions[k].b, *c = operands + instructions[k].c;
      const gradus_operand *d = operands + instructions[k].d;
#define PLACE(operand) (buffers[(operand)->buffer] + (operand)->offset + ((operand)->advances ? start : 0))
      double *result = PLACE(r);
      const double *x = PLACE(a), *y = PLACE(b), *z = PLACE(c), *u = PLACE(d);
#undef PLACE
      if (a->rank > 0) {
        load(a, buffers[a->buffer] + a->offset, result, start, n);
      } else if (isFollowed && isSlow(operation)) {
        for (int64_t i = 0; i < n; i += PIECE) {
          prefetch(&ahead, buffers, start);
#define AT_PIECE(p, operand) ((p) + ((operand)->isRun ? i : 0))
          run(operation, result + i, AT_PIECE(x, a), AT_PIECE(y, b), AT_PIECE(z, c), u, a->isRun, b->isRun, c->isRun,
              PIECE);
#undef AT_PIECE
        }
      } else {
        run(operation, result, x, y, z, u, a->isRun, b->isRun, c->isRun, n);
      }
    }
  }
}
