/// The operations of expressions: a closed set, each with a value, an error bound and a rendering.
package indirect enum Node: Hashable, Sendable {
  /// A quantity's value at this step (and time).
  case quantity(Reference)
  /// A quantity's value one position earlier along an axis; its initial value at the first.
  case previous(Reference, along: Axis)
  /// A quantity's value one position later along an axis; zero after the last.
  case next(Reference, along: Axis)
  /// A hyperparameter.
  case setting(String)
  /// t, the number of the step, counted from 1.
  case step
  case number(Double)
  /// The number of entries of the first operand along an axis, or of all its entries for `.elements`.
  case extent(Node, Axis)
  case unary(Unary, Node)
  case binary(Binary, Node, Node)
  case reduce(Reduction, Node, over: [Axis])
  /// The product of two tensors summed over named axes: matrix product, dot product, outer product.
  case contract(Node, Node, over: [Axis])
  /// The solution x of the linear system A·x = b. The first operand is A, with an equation for each entry along `rows`
  /// and an unknown for each along `columns`. The second is b, whose axis `rows` becomes `columns`.
  case solve(Node, Node, rows: Axis, columns: Axis)
  /// The second operand at entries where the first is not zero, the third elsewhere.
  case select(Node, Node, Node)
  /// The same tensor with one axis under another name.
  case rename(Node, from: Axis, to: Axis)
  /// A quantity's last values along `.lag`, this step's first. The second operand gives their number. They are zero
  /// before the first step.
  case recent(Reference, count: Node)
  /// The first branch for parameters whose value of `of` has `rank` axes, the second for all others. Each is evaluated
  /// only for the parameters that it applies to.
  case choose(rank: Int, of: Node, Node, Node)
  /// No value: a quantity that a parameter does not have.
  case absent
  /// 0, 1, 2, … along an axis, as many as the operand has entries there.
  case positions(Node, Axis)
  /// The entries of the first operand that the second one's numbers point at, along an axis, counted from 0.
  case gather(Node, Node, along: Axis)
  /// The stretches of an axis that a kernel meets, side by side along a new axis.
  case window(Node, Window)
  /// The way back from `window`: each entry is the sum of all places that it was copied to. The second operand is the
  /// windowed one.
  case fold(Node, Node, Window)
  /// Several axes laid out as one, the last fastest.
  case merge(Node, [Axis], into: Axis)
  /// The way back from `merge`; the second operand gives the extents.
  case split(Node, Node, Axis, into: [Axis])
}

/// The movement of a kernel along an axis.
package struct Window: Hashable, Sendable {
  package let axis: Axis
  /// The new axis, along the kernel.
  package let kernel: Axis
  /// The number of entries that the kernel covers, the distance it moves, and the number of entries put before and
  /// after the axis.
  package let size: Expression
  package let stride: Expression
  package let padding: Expression
  /// The content of the padding: 0, or −∞ below a maximum.
  package let fill: Double

  package init(
    _ axis: Axis, kernel: Axis, size: Expression, stride: Expression = 1, padding: Expression = 0, fill: Double = 0
  ) {
    self.axis = axis
    self.kernel = kernel
    self.size = size
    self.stride = stride
    self.padding = padding
    self.fill = fill
  }
}

package enum Unary: String, Sendable, CaseIterable {
  case negate, square, squareRoot, absolute, sign, exponential, logarithm, binaryLogarithm, hyperbolicTangent, sigmoid
  /// eˣ − 1, and ln(1 + eˣ), exact to the last digits even if the plain form has lost them.
  case exponentialMinusOne, softplus
  /// The sine and the cosine of an angle in radians; erf, 2/√π·∫₀ˣ exp(−s²) ds.
  case sine, cosine, errorFunction
  case floor
}

package enum Binary: String, Sendable, CaseIterable {
  case add, subtract, multiply, divide, power, maximum, minimum
  /// 1 if the comparison holds, 0 otherwise.
  case greater, greaterOrEqual, equal
}

package enum Reduction: String, Sendable, CaseIterable {
  case sum, mean, maximum
}
