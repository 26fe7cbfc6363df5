/// Strassen's product, padded with zeros to a power of two, down to single numbers (Strassen, Gaussian elimination is
/// not optimal, 1969).
enum Strassen {
  static func product(_ a: [Double], _ b: [Double], rows: Int, inner: Int, columns: Int) -> [Double] {
    var size = 1
    while size < max(rows, inner, columns) { size *= 2 }
    let whole = Square(a, rows, inner, size) * Square(b, inner, columns, size)
    return (0..<rows).flatMap { whole.values[$0 * size..<$0 * size + columns] }
  }

  private struct Square {
    let size: Int
    var values: [Double]

    init(_ values: [Double], _ rows: Int, _ columns: Int, _ size: Int) {
      self.size = size
      self.values = (0..<size * size).map { place in
        let (row, column) = (place / size, place % size)
        return row < rows && column < columns ? values[row * columns + column] : 0
      }
    }

    private init(_ size: Int, _ value: (Int, Int) -> Double) {
      self.size = size
      values = (0..<size * size).map { value($0 / size, $0 % size) }
    }

    private func quarter(_ row: Int, _ column: Int) -> Square {
      Square(size / 2) { values[(row * size / 2 + $0) * size + column * size / 2 + $1] }
    }

    static func + (x: Square, y: Square) -> Square { Square(x.size) { x.at($0, $1) + y.at($0, $1) } }
    static func - (x: Square, y: Square) -> Square { Square(x.size) { x.at($0, $1) - y.at($0, $1) } }

    private func at(_ row: Int, _ column: Int) -> Double { values[row * size + column] }

    static func * (x: Square, y: Square) -> Square {
      if x.size == 1 { return Square(1) { _, _ in x.values[0] * y.values[0] } }
      let (a, b, c, d) = (x.quarter(0, 0), x.quarter(0, 1), x.quarter(1, 0), x.quarter(1, 1))
      let (e, f, g, h) = (y.quarter(0, 0), y.quarter(0, 1), y.quarter(1, 0), y.quarter(1, 1))
      let (p1, p2, p3, p4) = (a * (f - h), (a + b) * h, (c + d) * e, d * (g - e))
      let (p5, p6, p7) = ((a + d) * (e + h), (b - d) * (g + h), (a - c) * (e + f))
      let parts = [[p5 + p4 - p2 + p6, p1 + p2], [p3 + p4, p1 + p5 - p3 - p7]]
      let half = x.size / 2
      return Square(x.size) { parts[$0 / half][$1 / half].at($0 % half, $1 % half) }
    }
  }
}
