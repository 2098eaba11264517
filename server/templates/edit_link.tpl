{{%AUTOESCAPE context="HTML"}}<p class="quiet"><a href="{{PATH}}/edit">Edit or delete</a></p>
