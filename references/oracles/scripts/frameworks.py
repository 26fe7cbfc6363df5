"""Drives an optimizer of PyTorch, optax or Keras over recorded gradients and reads its state after every step."""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("JAX_ENABLE_X64", "1")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import jax
import jax.numpy as jnp
import keras
import numpy as np
import optax
import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
keras.config.set_floatx("float64")

VERSIONS = {
    "torch": torch.__version__.split("+")[0],
    "optax": f"{optax.__version__} on jax {jax.__version__}",
    "keras": f"{keras.__version__} on jax {jax.__version__}",
    "numpy": np.__version__,
    "mpmath": __import__("mpmath").__version__,
}


def torch_trace(build, inputs, settings, state_names):
    """`build` makes the optimizer for a list of parameters; `state_names` maps our quantity to its key (or a function)."""
    leaves = {name: torch.tensor(value) for name, value in inputs.parameters.items()}
    optimizer = build(list(leaves.values()))
    weights = [{name: leaf.numpy().copy() for name, leaf in leaves.items()}]
    states = []
    for step in range(len(next(iter(inputs.gradients.values())))):
        if inputs.learning_rates is not None:
            optimizer.param_groups[0]["lr"] = inputs.rate(step, settings)
        for name, leaf in leaves.items():
            leaf.grad = torch.tensor(inputs.gradients[name][step])
        optimizer.step()
        weights.append({name: leaf.numpy().copy() for name, leaf in leaves.items()})
        entry = {}
        for quantity, key in state_names.items():
            for name, leaf in leaves.items():
                value = optimizer.state[leaf].get(key)
                if value is not None:
                    value = np.asarray(value, dtype=np.float64).copy()
                    entry.setdefault(quantity, {})[name] = value
        states.append(entry)
    return weights, states


def optax_trace(transform, inputs, state_trees):
    """`state_trees` reads {quantity: tree of parameters} out of the transformation's state."""
    tree = {name: jnp.asarray(value) for name, value in inputs.parameters.items()}
    state = transform.init(tree)
    read = lambda current: {name: np.array(value) for name, value in current.items()}
    weights, states = [read(tree)], []
    for step in range(len(next(iter(inputs.gradients.values())))):
        gradient = {name: jnp.asarray(value[step]) for name, value in inputs.gradients.items()}
        updates, state = transform.update(gradient, state, tree)
        tree = optax.apply_updates(tree, updates)
        weights.append(read(tree))
        states.append({quantity: read(found) for quantity, found in state_trees(state).items()})
    return weights, states


def optax_rate(inputs, settings):
    """The learning rate as optax takes it: a number, or a schedule of the step counted from 0."""
    if inputs.learning_rates is None:
        return settings["learningRate"]
    table = jnp.asarray(inputs.learning_rates)
    return lambda count: table[count]


def keras_trace(optimizer, inputs, settings, slots, sign=1.0):
    """`slots` maps our quantity to the attribute that lists one variable a parameter."""
    names = list(inputs.parameters)
    variables = [keras.Variable(inputs.parameters[name], dtype="float64", name=name) for name in names]
    optimizer.build(variables)
    read = lambda found: {name: np.array(v.value, dtype=np.float64) for name, v in zip(names, found)}
    weights, states = [read(variables)], []
    for step in range(len(next(iter(inputs.gradients.values())))):
        if inputs.learning_rates is not None:
            optimizer.learning_rate = inputs.rate(step, settings)
        optimizer.apply([jnp.asarray(inputs.gradients[name][step]) for name in names])
        weights.append(read(variables))
        entry = {}
        for quantity, attribute in slots.items():
            entry[quantity] = {name: sign * value for name, value in read(getattr(optimizer, attribute)).items()}
        states.append(entry)
    return weights, states
