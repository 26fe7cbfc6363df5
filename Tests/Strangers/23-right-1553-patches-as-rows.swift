import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var patches = Tensor(0)
  private var shapeOfX: [Int] = []
  private var high = 0
  private var wide = 0

  /// For patch number p and place q in it, the flat index into x, or nil on the rim.
  private func source(_ p: Int, _ q: Int) -> Int? {
    let (C, H, V) = (shapeOfX[1], shapeOfX[2], shapeOfX[3])
    let (kr, kc) = (W.shape[2], W.shape[3])
    let n = p / (high * wide), h = p / wide % high, w = p % wide
    let i = q / (kr * kc), r = q / kc % kr, c = q % kc
    let row = h * stride + r - padding
    let column = w * stride + c - padding
    guard row >= 0, row < H, column >= 0, column < V else { return nil }
    return ((n * C + i) * H + row) * V + column
  }

  private func kernels() -> Tensor { W.reshaped(W.shape[0], -1) }

  mutating func forward(_ x: Tensor) -> Tensor {
    shapeOfX = x.shape
    high = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    wide = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    let count = x.shape[0] * high * wide
    let length = W.shape[1] * W.shape[2] * W.shape[3]
    patches = .zeros([count, length])
    for p in 0..<count {
      for q in 0..<length {
        if let s = source(p, q) { patches[p, q] = x[s] }
      }
    }
    let flat = matmul(patches, kernels().transposed()) + b   // [count, kernels]
    var y = Tensor.zeros([x.shape[0], b.count, high, wide])
    for p in 0..<count {
      for o in 0..<b.count { y[p / (high * wide), o, p / wide % high, p % wide] = flat[p, o] }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let count = patches.shape[0]
    var flat = Tensor.zeros([count, b.count])
    for p in 0..<count {
      for o in 0..<b.count { flat[p, o] = dy[p / (high * wide), o, p / wide % high, p % wide] }
    }
    db = flat.sum(axis: 0)
    let dKernels = matmul(flat.transposed(), patches)
    dW = Tensor(shape: W.shape, values: dKernels.values)
    let dPatches = matmul(flat, kernels())
    var dx = Tensor(repeating: 0, shape: shapeOfX)
    for p in 0..<count {
      for q in 0..<dPatches.shape[1] {
        if let s = source(p, q) { dx[s] += dPatches[p, q] }
      }
    }
    return dx
  }
}
