extension SeededGenerator {
  /// A number drawn from the normal distribution with mean 0 and variance 1.
  ///
  /// Source: Box and Muller, *A note on the generation of random normal deviates*, 1958; of each pair, the cosine's half.
  public mutating func normal() -> Double {
    // From (0, 1], so that the logarithm is finite.
    let radius = sqrt(-2 * log(1 - uniform()))
    return radius * cos(2 * .pi * uniform())
  }
}
