import Equations
import Reference

/// Adam over many parameters, beside moving as many bytes as it must: reading w, m, v and g, writing w, m and v.
enum Bandwidth {
  static func run(parameters count: Int) throws {
    var noise = Noise(state: 88_172_645_463_325_252)
    func numbers() -> [Double] { (0..<count).map { _ in noise.next() - 0.5 } }
    var simulation = Simulation(
      try Component.adam.recipe(), settings: Component.adam.defaultSettings, parameters: ["w"],
      weights: [Block(axes: [.rows], shape: [count], values: numbers())])
    let gradients = ["gradients": Value(perParameter: [Block(axes: [.rows], shape: [count], values: numbers())])]
    for _ in 0..<3 { try simulation.advance(gradients) }

    var (w, m, v) = (numbers(), numbers(), numbers())
    let g = numbers()
    var (adam, limit) = (Double.infinity, Double.infinity)
    for _ in 0..<15 {
      limit = min(limit, shortest(rounds: 1, of: 5) { move(&w, &m, &v, g) })
      adam = min(adam, try shortest(rounds: 1, of: 5) { try simulation.advance(gradients) })
    }
    let bytes = Double(7 * count * MemoryLayout<Double>.stride)
    print("moving the bytes  \(milliseconds(limit)) ms, \(((bytes / limit) / 1e8).rounded() / 10) GB/s")
    print("Adam              \(milliseconds(adam)) ms")
    print("ratio             \((adam / limit * 100).rounded() / 100)")
  }

  /// Three times a ← a + s·b: four arrays are read, three are written, and hardly anything is computed.
  private static func move(_ w: inout [Double], _ m: inout [Double], _ v: inout [Double], _ g: [Double]) {
    w.withUnsafeMutableBufferPointer { w in
      m.withUnsafeMutableBufferPointer { m in
        v.withUnsafeMutableBufferPointer { v in
          g.withUnsafeBufferPointer { g in
            for i in 0..<g.count {
              let change = g[i] * 0x1p-60
              w[i] += change
              m[i] += change
              v[i] += change
            }
          }
        }
      }
    }
  }

  private static func milliseconds(_ seconds: Double) -> Double { (seconds * 1e5).rounded() / 100 }
}
