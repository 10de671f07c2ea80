"""A recorded workout, from the file to the folder of results; one or many, on one computer or several."""
