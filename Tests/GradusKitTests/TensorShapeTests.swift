import GradusKit
import Testing

@Suite struct TensorShapeTests {
  private static let x = Tensor([[1, 2, 3], [4, 5, 6]])

  @Test func elementsHaveAnIndexForEachAxis() {
    var x = Self.x
    x[1, 0] *= 10
    #expect(x[1, 0] == 40 && x[[1, 0]] == 40 && x[3] == 40)
    var cube = Tensor.zeros([2, 3, 4])
    cube[1, 2, 3] = 7
    #expect(cube[23] == 7 && cube[1, 2, 3] == 7)
    var four = Tensor.zeros([2, 1, 2, 2])
    four[1, 0, 1, 0] = 5
    #expect(four[6] == 5 && four[1, 0, 1, 0] == 5)
  }

  @Test func rowsAndColumns() {
    var x = Self.x
    #expect(x[row: 1] == [4, 5, 6] && x[column: 2] == [3, 6])
    x[row: 0] = [7, 8, 9]
    x[column: 0] = x[column: 0] * 2
    #expect(x == Tensor([[14, 8, 9], [8, 5, 6]]))
    #expect(x[rows: [1, 1]] == Tensor([[8, 5, 6], [8, 5, 6]]))
    #expect(x[rows: 0..<1] == Tensor([[14, 8, 9]]) && x[rows: 0..<0].shape == [0, 3])
    #expect(x[columns: [2, 0]] == Tensor([[9, 14], [6, 8]]))
    let cube = Tensor(shape: [2, 2, 2], values: [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(cube[row: 1] == Tensor([[5, 6], [7, 8]]))
    #expect(cube[rows: [1]].shape == [1, 2, 2])
  }

  @Test func otherShapes() {
    #expect(Self.x.transposed() == Tensor([[1, 4], [2, 5], [3, 6]]))
    #expect(Self.x.reshaped([3, 2]) == Tensor([[1, 2], [3, 4], [5, 6]]))
    #expect(Self.x.reshaped(-1, 2).shape == [3, 2] && Self.x.reshaped(-1).shape == [6])
  }

  @Test func aTensorIsMadeFromNumbersAndLists() {
    let vector: Tensor = [1, 2]
    #expect(vector.shape == [2] && Tensor([[1], [2]]).shape == [2, 1] && Tensor([Double]()).shape == [0])
    #expect(Tensor(3).shape == [] && Tensor(vector.count)[0] == 2 && Tensor(Float(0.5))[0] == 0.5)
    #expect(Tensor.zeros(like: Self.x) == Tensor(repeating: 0, shape: [2, 3]))
  }

  @Test func aTensorIsASequence() {
    #expect(Array(Self.x) == [1, 2, 3, 4, 5, 6] && Self.x.reduce(0, +) == 21)
    #expect(zip(Self.x, Self.x).map { $0 * $1 } == [1, 4, 9, 16, 25, 36])
    #expect(Self.x.map { $0 > 3 } == [false, false, false, true, true, true])
    #expect(Self.x.indices == 0..<6 && !Self.x.isEmpty)
  }

  @Test func whatIsPrintedIsShort() {
    #expect("\(Tensor(0.5))" == "0.5" && "\(Self.x[row: 0])" == "[1.0, 2.0, 3.0]")
    #expect("\(Self.x)" == "[[1.0, 2.0, 3.0],\n [4.0, 5.0, 6.0]]")
    #expect("\(Tensor((0..<9).map { Double($0) }))" == "[0.0, 1.0, 2.0, …, 6.0, 7.0, 8.0]")
    #expect("\(Tensor.zeros([2, 1, 1]))" == "[[[0.0]],\n [[0.0]]]")
    #expect("\(Tensor.zeros([0, 2]))" == "[]")
  }

  @Test func whatIsOutsideEndsTheProgram() async {
    await #expect(processExitsWith: .failure) { _ = Tensor([[1, 2]])[0, 2] }
    await #expect(processExitsWith: .failure) { _ = Tensor([[1, 2], [3, 4]])[-1, 1] }
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2])[0, 1] }
    await #expect(processExitsWith: .failure) { _ = Tensor([[1, 2]])[row: 1] }
    await #expect(processExitsWith: .failure) { _ = Tensor([[1, 2], [3]]) }
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2, 3]).reshaped(2, -1) }
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2]).transposed() }
  }
}
