"""Writes the files beside it. Run with PyTorch 1.13: python3 make.py"""

import argparse
from collections import OrderedDict

import torch

torch.manual_seed(1)

# every type, 2 x 3, with numbers that all of them hold
types = OrderedDict()
for dtype in ("float32", "float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool"):
    types[dtype] = torch.tensor([[0, 1, 2], [3, 100, 5]]).to(getattr(torch, dtype))
types["complex64"] = torch.zeros(2, dtype=torch.complex64)
torch.save(types, "types.pt")

# views of one storage, tied weights, a scalar, an empty one, a parameter, an expanded one, something that is no tensor
base = torch.arange(24, dtype=torch.float32).reshape(4, 6)
views = OrderedDict(
    base=base, transposed=base.t(), row=base[2], column=base[:, 1], block=base[1:3, 2:6:3], tied=base,
    scalar=torch.tensor(7.0), empty=torch.zeros(0, 3), parameter=torch.nn.Parameter(torch.ones(2)),
    expanded=torch.tensor([[1.0], [2.0]]).expand(2, 3), version=3,
)
torch.save(views, "views.pt")
torch.save(views, "views4.pt", pickle_protocol=4)
torch.save(views, "views5.pt", pickle_protocol=5)
torch.save(views, "old.pt", _use_new_zipfile_serialization=False)

# as training frameworks write it: the state dict among other things, of which some are objects
model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
adam = torch.optim.Adam(model.parameters())
model(torch.ones(4, 3)).sum().backward()
adam.step()
torch.save(
    {
        "epoch": 3, "hyper_parameters": argparse.Namespace(lr=0.1, sizes=[3, 2], seen={1, 2}),
        "state_dict": {"module." + k: v for k, v in model.state_dict().items()}, "optimizer": adam.state_dict(),
        "best": torch.tensor(0.5), "device": torch.device("cpu"), "dtype": torch.float32, "size": torch.Size([2, 3]),
    },
    "nested.ckpt",
)
torch.save(model, "whole.pt")
torch.save({"model": model}, "whole-below.pt")
torch.save({"a": torch.ones(1), "b": argparse.Namespace(x=1)}, "object.pt")
torch.save([torch.ones(1)], "list.pt")
torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), "script.pt")
