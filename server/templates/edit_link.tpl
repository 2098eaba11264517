{{%AUTOESCAPE context="HTML"}}<p><a href="{{PATH}}/edit">Edit or delete</a></p>
