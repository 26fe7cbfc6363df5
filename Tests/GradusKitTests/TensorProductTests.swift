import GradusKit
import Testing

/// Products and sums of a tensor.
@Suite struct TensorProductTests {
  /// Whole numbers, so that every order of adding gives the same.
  private static func matrix(_ rows: Int, _ columns: Int, _ start: Int) -> Tensor {
    Tensor(shape: [rows, columns], values: (0..<rows * columns).map { Double(($0 * 7 + start) % 11 - 5) })
  }

  /// Rows on both sides of the four that are taken at once.
  @Test(arguments: [(1, 1, 1), (3, 2, 5), (4, 3, 2), (5, 4, 1), (8, 1, 3), (11, 6, 7), (2, 0, 3), (0, 2, 3)])
  func aProductIsTheSumsOfProducts(_ rows: Int, _ inner: Int, _ columns: Int) {
    let (a, b) = (Self.matrix(rows, inner, 1), Self.matrix(inner, columns, 4))
    var expected = Tensor.zeros([rows, columns])
    for i in 0..<rows {
      for j in 0..<columns {
        for k in 0..<inner { expected[i, j] += a[i, k] * b[k, j] }
      }
    }
    #expect(matmul(a, b) == expected && a.matmul(b) == expected)
  }

  @Test func aVectorStandsOnEitherSide() {
    let W = Tensor([[1, 2], [3, 4], [5, 6]])
    #expect(matmul(W, [1, 10]) == [21, 43, 65])
    #expect(matmul([1, 10, 100], W) == [531, 642])
    #expect(dot([1, 2, 3], W[column: 0]) == 22)
  }

  @Test func sumsAlongAnAxis() {
    let x = Tensor(shape: [2, 3, 2], values: (1...12).map { Double($0) })
    #expect(x.sum() == 78 && x.mean() == 6.5 && x.max() == 12 && x.min() == 1)
    #expect(x.sum(axis: 0) == Tensor([[8, 10], [12, 14], [16, 18]]))
    #expect(x.sum(axis: 1) == Tensor([[9, 12], [27, 30]]))
    #expect(x.sum(axis: -1) == Tensor([[3, 7, 11], [15, 19, 23]]))
    #expect(x.mean(axis: 1) == Tensor([[3, 4], [9, 10]]) && x.max(axis: 2).values == [2, 4, 6, 8, 10, 12])
    #expect(x.min(axis: 1, keepDims: true) == Tensor(shape: [2, 1, 2], values: [1, 2, 7, 8]))
    #expect(Tensor([3, 4]).norm() == 5)
  }

  @Test func notANumberIsNotLost() {
    let x = Tensor([[1, .nan], [.nan, 2]])
    #expect(x.max().isNaN && x.min().isNaN)
    #expect(Tensor([[1, .nan, 3]]).max(axis: 1)[0].isNaN && Tensor([[.nan, 3]]).min(axis: 1)[0].isNaN)
  }

  @Test func whatDoesNotFitEndsTheProgram() async {
    await #expect(processExitsWith: .failure) { _ = matmul(Tensor([[1, 2]]), Tensor([[1, 2]])) }
    await #expect(processExitsWith: .failure) { _ = matmul(Tensor([1, 2]), Tensor([1, 2])) }
    await #expect(processExitsWith: .failure) { _ = dot(Tensor([1, 2]), Tensor([[1, 2]])) }
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2]).sum(axis: 1) }
  }
}
