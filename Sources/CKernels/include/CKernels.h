#ifndef GRADUS_CKERNELS_H
#define GRADUS_CKERNELS_H

#include <stdint.h>

// Arithmetic on long runs of doubles, in the widest vectors that the processor at hand has.
//
// Every result is the same, bit for bit, whatever the processor: elementwise operations round each result once and are
// never contracted, and a product is summed in the order of its inner axis by fused multiply-adds, one rounding a term.
//
// No function here allocates or fails; all memory is the caller's.

// MARK: Elementwise

/// An instruction's operation: that of the same name in the engine.
enum gradus_operation {
  GRADUS_NEGATE, GRADUS_SQUARE, GRADUS_SQUARE_ROOT, GRADUS_ABSOLUTE, GRADUS_SIGN, GRADUS_EXPONENTIAL,
  GRADUS_LOGARITHM, GRADUS_BINARY_LOGARITHM, GRADUS_HYPERBOLIC_TANGENT, GRADUS_SIGMOID, GRADUS_EXPONENTIAL_MINUS_ONE,
  GRADUS_SOFTPLUS, GRADUS_SINE, GRADUS_COSINE, GRADUS_ERROR_FUNCTION, GRADUS_FLOOR,
  GRADUS_ADD, GRADUS_SUBTRACT, GRADUS_MULTIPLY, GRADUS_DIVIDE, GRADUS_POWER, GRADUS_MAXIMUM, GRADUS_MINIMUM,
  GRADUS_GREATER, GRADUS_GREATER_OR_EQUAL, GRADUS_EQUAL,
  /// `a` where `c` is not zero, `b` elsewhere.
  GRADUS_SELECT,
  GRADUS_COPY,
  // Several operations in one pass. Each is rounded by itself, in the order written, as if it stood alone. Operands in
  // capitals are runs, the others one number each.
  /// c·A + d·B
  GRADUS_ADD_BOTH_SCALED,
  /// c·A + d·B²
  GRADUS_ADD_SCALED_SQUARES,
  /// A + c·B
  GRADUS_ADD_SCALED,
  /// A − c·B
  GRADUS_SUBTRACT_SCALED,
  /// A − B/C
  GRADUS_SUBTRACT_QUOTIENT,
  /// c·(A/b)
  GRADUS_SCALE_QUOTIENT,
  /// √A + b
  GRADUS_ADD_TO_ROOT,
  /// √(A/b) + c
  GRADUS_ADD_TO_ROOT_OF_QUOTIENT,
};

/// The count of numbers of each operand that are worked on before the next instruction's turn. All operands, and what
/// is fetched for the next chunk, have to stay in the nearest cache.
enum { GRADUS_CHUNK = 256 };

/// The place of an operand's numbers.
typedef struct {
  /// The index of the buffer. The numbers begin at `offset` in it.
  int32_t buffer;
  /// 1 for a whole run of numbers, 0 for one number that stands for all.
  int32_t isRun;
  /// 1 if the run advances with the chunk, 0 for a register, which holds one chunk.
  int32_t advances;
  /// The number of axes of an operand that is laid out otherwise than the loop; 0 if it is laid out as the loop is.
  int32_t rank;
  int64_t offset;
  /// `rank` extents of the loop, then as many strides; the caller's, for as long as the operand is used.
  const int64_t *layout;
} gradus_operand;

typedef struct {
  int32_t operation;
  /// Numbers of operands; unused ones are 0.
  int32_t result, a, b, c, d;
} gradus_instruction;

/// Runs instructions over `length` elements, all of them on one chunk before the next chunk.
///
/// An operand with a layout may only be copied. A result may be stored over an operand that is read at the same element.
void gradus_evaluate(
    const gradus_instruction *instructions, int64_t count, const gradus_operand *operands, double *const *buffers,
    int64_t length);

// MARK: Products

/// A matrix product's measures: c[rows, columns] = a[rows, inner] · b[inner, columns].
typedef struct {
  int64_t rows, inner, columns;
  /// The distance between a's neighbours along the rows and along the inner axis, and between b's along the inner axis
  /// and along the columns. `c` is row-major without gaps.
  int64_t aRow, aInner, bInner, bColumn;
} gradus_product_shape;

/// Returns the number of doubles that `gradus_product` needs to work in.
int64_t gradus_product_workspace(gradus_product_shape shape);

/// Multiplies two matrices. `c` must not overlap the others.
void gradus_product(
    gradus_product_shape shape, const double *a, const double *b, double *c, double *workspace);

#endif
