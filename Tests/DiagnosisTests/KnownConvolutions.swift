import Tensors

// Convolutions that turn their kernel round.
extension KnownProgram {
  static let convolutions: [KnownProgram] = [
    KnownProgram("conv2D", "y", "the kernel is turned round", .layer { overlaid($0).y }),
    KnownProgram("conv2D", "dx", "the kernel is turned round", .layer { overlaid($0).dx }),
    KnownProgram("conv2D", "dW", "the kernel is turned round", .layer { overlaid($0).dW }),
  ]

  /// A convolution there and back, by loops, with both indices of the kernel running backwards.
  private static func overlaid(_ given: Numbers) -> (y: Tensor, dx: Tensor, dW: Tensor) {
    let (x, W, b, dy) = (given["x"], given["W"], given["b"], given["dy"])
    let (stride, padding) = (Int(given.setting("stride")), Int(given.setting("padding")))
    var y = Tensor(repeating: 0, shape: dy.shape)
    var (dx, dW) = (Tensor(repeating: 0, shape: x.shape), Tensor(repeating: 0, shape: W.shape))
    for n in 0..<dy.shape[0] {
      for o in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            y[[n, o, h, w]] += b[[o]]
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let (row, column) = (h * stride + r - padding, w * stride + c - padding)
                  if row < 0 || column < 0 || row >= x.shape[2] || column >= x.shape[3] { continue }
                  let turned = [o, i, W.shape[2] - 1 - r, W.shape[3] - 1 - c]
                  y[[n, o, h, w]] += x[[n, i, row, column]] * W[turned]
                  dx[[n, i, row, column]] += dy[[n, o, h, w]] * W[turned]
                  dW[turned] += dy[[n, o, h, w]] * x[[n, i, row, column]]
                }
              }
            }
          }
        }
      }
    }
    return (y, dx, dW)
  }

  /// The way back of a convolution, by loops, with a stride and a padding of its own.
  static func back(_ x: Tensor, _ W: Tensor, _ dy: Tensor, stride: Int, padding: Int) -> (dx: Tensor, dW: Tensor) {
    var (dx, dW) = (Tensor(repeating: 0, shape: x.shape), Tensor(repeating: 0, shape: W.shape))
    for n in 0..<dy.shape[0] {
      for o in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] {
                  let (row, column) = (h * stride + r - padding, w * stride + c - padding)
                  if row < 0 || column < 0 || row >= x.shape[2] || column >= x.shape[3] { continue }
                  dx[[n, i, row, column]] += dy[[n, o, h, w]] * W[[o, i, r, c]]
                  dW[[o, i, r, c]] += dy[[n, o, h, w]] * x[[n, i, row, column]]
                }
              }
            }
          }
        }
      }
    }
    return (dx, dW)
  }
}
