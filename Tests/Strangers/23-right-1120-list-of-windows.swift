import GradusKit

/// Which pixel of an image each entry of a window sees; -1 is outside.
private struct Windows {
  let rows: Int, columns: Int
  let places: [[Int]]

  init(image: [Int], kernel: [Int], stride: Int, padding: Int) {
    let (channels, height, width) = (image[1], image[2], image[3])
    rows = (height + 2 * padding - kernel[2]) / stride + 1
    columns = (width + 2 * padding - kernel[3]) / stride + 1
    var list: [[Int]] = []
    for h in 0..<rows {
      for w in 0..<columns {
        var window: [Int] = []
        for i in 0..<channels {
          for r in 0..<kernel[2] {
            for c in 0..<kernel[3] {
              let y = h * stride + r - padding, x = w * stride + c - padding
              let inside = y >= 0 && y < height && x >= 0 && x < width
              window.append(inside ? (i * height + y) * width + x : -1)
            }
          }
        }
        list.append(window)
      }
    }
    places = list
  }
}

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let windows = Windows(image: x.shape, kernel: W.shape, stride: stride, padding: padding)
    let size = x.count / x.shape[0], kernels = b.count, length = W.count / kernels
    let pixels = x.values, kernel = W.values
    var out: [Double] = []
    for n in 0..<x.shape[0] {
      for o in 0..<kernels {
        for window in windows.places {
          var sum = b[o]
          for (k, place) in window.enumerated() where place >= 0 {
            sum += pixels[n * size + place] * kernel[o * length + k]
          }
          out.append(sum)
        }
      }
    }
    return Tensor(shape: [x.shape[0], kernels, windows.rows, windows.columns], values: out)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let windows = Windows(image: x.shape, kernel: W.shape, stride: stride, padding: padding)
    let size = x.count / x.shape[0], kernels = b.count, length = W.count / kernels
    let pixels = x.values, kernel = W.values, slopes = dy.values
    var dPixels = [Double](repeating: 0, count: pixels.count)
    var dKernel = [Double](repeating: 0, count: kernel.count)
    var dBias = [Double](repeating: 0, count: kernels)
    var position = 0
    for n in 0..<x.shape[0] {
      for o in 0..<kernels {
        for window in windows.places {
          let d = slopes[position]
          position += 1
          dBias[o] += d
          for (k, place) in window.enumerated() where place >= 0 {
            dPixels[n * size + place] += d * kernel[o * length + k]
            dKernel[o * length + k] += d * pixels[n * size + place]
          }
        }
      }
    }
    dW = Tensor(shape: W.shape, values: dKernel)
    db = Tensor(dBias)
    return Tensor(shape: x.shape, values: dPixels)
  }
}
