import Tensors
import Testing

@Suite struct TensorTests {
  @Test func indexesRowByRow() {
    let tensor = Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6])
    #expect(tensor[[1, 0]] == 4)
    #expect(tensor[[0, 2]] == 3)
    #expect(tensor[5] == 6)
  }

  @Test func aScalarHasOneValueAndNoAxes() {
    let scalar = Tensor(7)
    #expect(scalar.shape == [])
    #expect(scalar[[]] == 7)
  }

  /// The first outputs for seed 1234567, as published with the algorithm's public-domain C reference (Vigna).
  @Test func splitMixFollowsItsReference() {
    var generator = SeededGenerator(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    for value in expected { #expect(generator.next() == value) }
  }
}
