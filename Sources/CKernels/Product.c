#include "CKernels.h"

#include <math.h>

#include "Targets.h"

// The product is blocked as in Goto and van de Geijn, Anatomy of high-performance matrix multiplication, ACM TOMS 34(3),
// 2008: a block of `a` is packed for the second cache, panels of `b` go through the first one, and a tile of the result
// stays in registers. Splitting the inner axis continues a sum where it stopped, so its order never changes.

struct microkernel {
  int rows, columns;
  void (*tile)(int, int64_t, const double *, const double *, int64_t, double *, int64_t, int);
};

enum { LARGEST_ROWS = 12, LARGEST_COLUMNS = 16, ROW_BLOCK = 96, INNER_BLOCK = 256, COLUMN_BLOCK = 256 };

#define TARGET
#define SUFFIX Base
#define WIDTH 2
#define VECTORS 4
#define ROWS 6
#include "ProductTile.h"

#ifdef GRADUS_HAS_VARIANTS
#define TARGET GRADUS_WITH_AVX2
#define SUFFIX AVX2
#define WIDTH 4
#define VECTORS 2
#define ROWS 6
#include "ProductTile.h"
#define TARGET GRADUS_WITH_AVX512
#define SUFFIX AVX512
#define WIDTH 8
#define VECTORS 2
#define ROWS 12
#include "ProductTile.h"
#endif

static const struct microkernel *widest(void) {
#ifdef GRADUS_HAS_VARIANTS
  switch (gradus_level()) {
  case GRADUS_AVX512: return &microkernelAVX512;
  case GRADUS_AVX2: return &microkernelAVX2;
  case GRADUS_BASE: break;
  }
#endif
  return &microkernelBase;
}

static int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

/// Returns the number of remaining rows that the next tile takes.
static int rowsOfTile(int64_t remaining, int most) {
  return remaining >= most ? most : remaining >= 4 ? 4 : remaining >= 2 ? 2 : 1;
}

int64_t gradus_product_workspace(gradus_product_shape s) {
  const int64_t inner = smaller(s.inner, INNER_BLOCK);
  const int64_t columns = smaller(s.columns, COLUMN_BLOCK) + LARGEST_COLUMNS;
  return smaller(s.rows, ROW_BLOCK) * inner + columns * inner + LARGEST_ROWS * LARGEST_COLUMNS;
}

/// Packs a block of `a`, tile below tile, each [inner][rows of the tile].
static void packRows(
    const double *a, int64_t row, int64_t column, int64_t rows, int64_t inner, int most, double *packed) {
  for (int64_t first = 0; first < rows;) {
    const int height = rowsOfTile(rows - first, most);
    for (int64_t k = 0; k < inner; k++)
      for (int i = 0; i < height; i++) packed[k * height + i] = a[(first + i) * row + k * column];
    packed += inner * height;
    first += height;
  }
}

/// Packs a panel of `b`, [inner][width], with zeros past its last column.
static void packColumns(
    const double *b, int64_t row, int64_t column, int64_t columns, int64_t inner, int width, double *packed) {
  for (int64_t k = 0; k < inner; k++)
    for (int64_t j = 0; j < width; j++) packed[k * width + j] = j < columns ? b[k * row + j * column] : 0;
}

/// Multiplies small matrices without packing, which would take longer than the product.
static void small(gradus_product_shape s, const double *a, const double *b, double *c) {
  for (int64_t i = 0; i < s.rows; i++)
    for (int64_t j = 0; j < s.columns; j++) {
      double sum = 0;
      for (int64_t k = 0; k < s.inner; k++)
        sum = fma(a[i * s.aRow + k * s.aInner], b[k * s.bInner + j * s.bColumn], sum);
      c[i * s.columns + j] = sum;
    }
}

#ifdef GRADUS_HAS_VARIANTS
/// Does the same with the processor's own fused multiply-add.
__attribute__((target("avx2,fma"))) static void smallWithFMA(
    gradus_product_shape s, const double *a, const double *b, double *c) {
  for (int64_t i = 0; i < s.rows; i++)
    for (int64_t j = 0; j < s.columns; j++) {
      double sum = 0;
      for (int64_t k = 0; k < s.inner; k++)
        sum = __builtin_fma(a[i * s.aRow + k * s.aInner], b[k * s.bInner + j * s.bColumn], sum);
      c[i * s.columns + j] = sum;
    }
}
#endif

void gradus_product(gradus_product_shape s, const double *a, const double *b, double *c, double *workspace) {
  if (s.rows * s.inner * s.columns <= 1024) {
#ifdef GRADUS_HAS_VARIANTS
    if (gradus_level() != GRADUS_BASE) return smallWithFMA(s, a, b, c);
#endif
    return small(s, a, b, c);
  }
  const struct microkernel *kernel = widest();
  const int width = kernel->columns;
  double *const edge = workspace;
  double *const left = edge + LARGEST_ROWS * LARGEST_COLUMNS;
  double *const right = left + smaller(s.rows, ROW_BLOCK) * smaller(s.inner, INNER_BLOCK);
  for (int64_t k = 0; k < s.inner; k += INNER_BLOCK) {
    const int64_t inner = smaller(s.inner - k, INNER_BLOCK);
    for (int64_t j = 0; j < s.columns; j += COLUMN_BLOCK) {
      const int64_t columns = smaller(s.columns - j, COLUMN_BLOCK);
      const double *block = b + k * s.bInner + j * s.bColumn;
      for (int64_t p = 0; p < columns; p += width)
        if (s.bColumn != 1 || columns - p < width)
          packColumns(
              block + p * s.bColumn, s.bInner, s.bColumn, smaller(columns - p, width), inner, width,
              right + p * inner);
      for (int64_t i = 0; i < s.rows; i += ROW_BLOCK) {
        const int64_t rows = smaller(s.rows - i, ROW_BLOCK);
        packRows(a + i * s.aRow + k * s.aInner, s.aRow, s.aInner, rows, inner, kernel->rows, left);
        for (int64_t p = 0; p < columns; p += width) {
          const int isPacked = s.bColumn != 1 || columns - p < width;
          const double *panel = isPacked ? right + p * inner : block + p;
          const int64_t stride = isPacked ? width : s.bInner;
          for (int64_t q = 0; q < rows;) {
            const int height = rowsOfTile(rows - q, kernel->rows);
            double *target = c + (i + q) * s.columns + j + p;
            if (columns - p >= width) {
              kernel->tile(height, inner, left + q * inner, panel, stride, target, s.columns, k == 0);
            } else {
              // The last columns: a whole tile is computed beside the result, and the part that exists is copied.
              const int64_t part = columns - p;
              for (int r = 0; r < height; r++)
                for (int64_t x = 0; x < width; x++)
                  edge[r * width + x] = k > 0 && x < part ? target[r * s.columns + x] : 0;
              kernel->tile(height, inner, left + q * inner, panel, stride, edge, width, k == 0);
              for (int r = 0; r < height; r++)
                for (int64_t x = 0; x < part; x++) target[r * s.columns + x] = edge[r * width + x];
            }
            q += height;
          }
        }
      }
    }
  }
  if (s.inner == 0)
    for (int64_t i = 0; i < s.rows * s.columns; i++) c[i] = 0;
}
