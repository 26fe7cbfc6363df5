/// Other roundings than the evaluator's own, as an honest program may have them: sums in another order, fused products,
/// functions by their identities. The grader itself never has one; measurements of it do.
package protocol Arrangement: Sendable {
  /// True if a·b + c is rounded once.
  var fuses: Bool { get }
  func value(_ operation: Unary, _ a: Double) -> Double
  func power(_ base: Double, _ exponent: Double) -> Double
  func sum(_ terms: ArraySlice<Double>) -> Double
  /// The product of a row-major matrix [rows, inner] with another [inner, columns].
  func product(_ a: [Double], _ b: [Double], rows: Int, inner: Int, columns: Int) -> [Double]
}

extension MatrixProduct {
  /// Multiplies `count` matrices [rows, inner] with as many [inner, columns], in another way.
  func of(_ a: [Double], _ b: [Double], by arrangement: any Arrangement) -> [Double] {
    (0..<count).flatMap { matrix in
      arrangement.product(
        Array(a[matrix * rows * inner..<(matrix + 1) * rows * inner]),
        Array(b[matrix * inner * columns..<(matrix + 1) * inner * columns]), rows: rows, inner: inner,
        columns: columns)
    }
  }
}

extension Evaluator {
  /// a·b + c, rounded once.
  func fused(_ a: Block, _ b: Block, plus c: Block) throws(EvaluationError) -> Block {
    let layout = try a.layout.united(with: b.layout).united(with: c.layout)
    let (a, b, c) = (a.aligned(to: layout), b.aligned(to: layout), c.aligned(to: layout))
    return Block(layout, values: a.values.indices.map { c.values[$0].addingProduct(a.values[$0], b.values[$0]) })
  }
}
